package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.simulation.Answer;
import dev.tokenfamily.simulation.Endpoint;
import dev.tokenfamily.simulation.FamilyEndpoint;
import dev.tokenfamily.simulation.Token;
import dev.tokenfamily.simulation.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The simulated endpoint and the server's, for one login. Both are presented the same tokens at the same second of the server's
 * clock. Whoever plays goes on with what the simulated one says, and is told of each step.
 */
final class TwinEndpoint implements Endpoint {

    /** What both say of a token that was presented. */
    record Step(String simulated, String real) {}

    private final FamilyEndpoint simulated;
    private final TestRealm realm;
    private final App app;
    private final ServerClock clock;
    private final Consumer<Step> told;
    private final List<Token> tokens = new ArrayList<>();
    private final List<String> realTokens = new ArrayList<>();

    TwinEndpoint(FamilyEndpoint simulated, TestRealm realm, App app, ServerClock clock, Consumer<Step> told) {
        this.simulated = simulated;
        this.realm = realm;
        this.app = app;
        this.clock = clock;
        this.told = told;
    }

    @Override
    public Token login(long now) {
        clock.moveTo(now);
        long second = clock.now();
        return keep(simulated.login(second), app.login("alice").refresh(), now);
    }

    @Override
    public Answer refresh(Token token, Visit visit, long now) {
        clock.moveTo(now);
        long second = clock.now();
        Response real = app.refresh(realTokens.get(token.number()), "X-Forwarded-For", visit.address());
        Answer answer = simulated.refresh(tokens.get(token.number()), visit, second);
        told.accept(new Step(simulated.ruled(), ruled(real)));
        Token next = answer.token();
        return next == null
                ? answer
                : new Answer(keep(next, Tokens.of(real).refresh(), now), answer.expired(), answer.alarm());
    }

    /** As the simulated one says it, which has no sessions: where Keycloak refuses because one has ended, the family is revoked. */
    private String ruled(Response real) {
        SavedEvent event = realm.lastEvent(app.clientId());
        if (real.status() == 200) {
            return FamilyEndpoint.granted(event.verdict(), Tokens.of(real).generation());
        }
        if (event.isJudged()) {
            assertThat(real.text("error")).isEqualTo("invalid_grant");
            return FamilyEndpoint.refused(event.verdict());
        }
        assertSessionEnded(real);
        return FamilyEndpoint.refused("revoked");
    }

    private Token keep(Token token, String real, long now) {
        tokens.add(token);
        realTokens.add(real);
        return new Token(this, tokens.size() - 1, now);
    }
}
