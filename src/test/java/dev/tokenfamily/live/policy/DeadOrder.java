package dev.tokenfamily.live.policy;

import static dev.tokenfamily.harness.realm.RefreshAssertions.EXPIRED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.live.policy.Setting.Low;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One login whose client goes on through several periods, in one of which a superseded token comes again. */
final class DeadOrder {

    static final String PROFILE = "policy";
    static final int PERIODS = 4;

    /** Longer than the grace period. */
    private static final int BETWEEN = 12;

    private static final int[] STEPS = {0, 3_600, -3_600};

    private static final Set<String> WITHOUT_CONSEQUENCE = Set.of(NOT_ALLOWED, EXPIRED, "Token is not active");

    private final TestRealm realm;
    private final App app;
    private final Random dice;
    private final List<Superseded> superseded = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private Setting setting;
    private Tokens newest;
    private final long sessionStart;
    private boolean over;
    private boolean forked;
    private @Nullable Superseded dead;

    private record Superseded(Tokens tokens, boolean byPolicy) {}

    DeadOrder(TestRealm realm, App app, Random dice) {
        this.realm = realm;
        this.app = app;
        this.dice = dice;
        this.setting = Setting.any(dice);
        setting.applyTo(realm, PROFILE);
        String scope = dice.nextBoolean() ? "openid" : "openid offline_access";
        story.add(scope);
        this.newest = app.login("alice", scope);
        this.sessionStart = newest.refreshClaims().path("iat").asLong();
    }

    /** Whether the login is still good. */
    boolean wentOn() {
        return !over;
    }

    void play() {
        int presented = 1 + dice.nextInt(PERIODS - 1);
        boolean atOnce = dice.nextBoolean();
        int stepAfter = dice.nextInt(PERIODS - 1);
        int step = STEPS[dice.nextInt(STEPS.length)];
        try {
            for (int period = 0; period < PERIODS && !forked; period++) {
                begin(period == 0 ? setting : Setting.any(dice));
                presentSupersededIf(period == presented && atOnce);
                refresh();
                refresh();
                presentSupersededIf(period == presented && !atOnce);
                pass(period == stepAfter ? step : BETWEEN);
            }
            assertDead();
            refresh();
        } finally {
            realm.pass(Math.max(0, -step)); // others need a clock that goes on
        }
    }

    private void begin(Setting next) {
        setting = next;
        setting.applyTo(realm, PROFILE);
        story.add(setting.toString());
        assertDead();
    }

    private void pass(int seconds) {
        realm.pass(seconds);
        story.add("wait " + seconds + " s");
    }

    private Response present(String who, Tokens tokens) {
        Response answer = app.refresh(tokens.refresh());
        story.add(who + ": " + answer.status() + " " + answer.text("error_description"));
        return answer;
    }

    /** The newest gets a successor, unless a lifetime is over or a theft has been noticed. */
    private void refresh() {
        if (forked) {
            return;
        }
        pass(BETWEEN);
        boolean lapsed = familyHasLapsed() || hasExpired(newest) || sessionIsOver();
        Response answer = present("refresh", newest);
        assertThat(answer.status()).as("the newest: %s", story).isEqualTo(over || lapsed ? 400 : 200);
        over |= sessionIsOver() && !hasExpired(newest);
        if (answer.status() == 200) {
            superseded.add(new Superseded(newest, setting.governed()));
            newest = Tokens.of(answer);
        }
    }

    private void presentSupersededIf(boolean due) {
        if (!due || superseded.isEmpty()) {
            return;
        }
        pass(BETWEEN);
        Superseded presented = superseded.get(dice.nextInt(superseded.size()));
        boolean lapsed = familyHasLapsed() || hasExpired(presented.tokens) || sessionIsOver();
        Response answer = present("superseded, by a policy " + presented.byPolicy, presented.tokens);
        if (over || lapsed || (presented.byPolicy && setting.enforced())) {
            assertThat(answer.status()).as("dead: %s", story).isEqualTo(400);
        }
        forked = answer.status() == 200; // nobody says which of the two goes on
        if (!forked) {
            noteEnd(answer);
            dead = lapsed ? null : presented;
        }
    }

    /** What was refused once. */
    private void assertDead() {
        if (dead != null) {
            Response answer = present("dead", dead.tokens);
            assertThat(answer.status()).as("refused once: %s", story).isEqualTo(400);
            noteEnd(answer);
        }
    }

    private void noteEnd(Response refusal) {
        over |= !WITHOUT_CONSEQUENCE.contains(refusal.text("error_description"));
    }

    private boolean familyHasLapsed() {
        boolean old = setting.low() == Low.ABSOLUTE && secondsSince(sessionStart) >= Setting.LOW_SECONDS;
        boolean idle = setting.low() == Low.INACTIVITY && secondsSince(time(newest, "iat")) >= Setting.LOW_SECONDS;
        return setting.governed() && (old || idle);
    }

    private boolean sessionIsOver() {
        boolean old = setting.low() == Low.SESSION_MAX && secondsSince(sessionStart) > Setting.LOW_SECONDS;
        boolean idle = setting.low() == Low.SESSION_IDLE && secondsSince(time(newest, "iat")) > Setting.LOW_SECONDS;
        return old || idle;
    }

    private boolean hasExpired(Tokens tokens) {
        long expiry = time(tokens, "exp");
        return expiry > 0 && secondsSince(expiry) > 0;
    }

    private long secondsSince(long time) {
        return realm.inside().now() - time;
    }

    private static long time(Tokens tokens, String claim) {
        return tokens.refreshClaims().path(claim).asLong();
    }
}
