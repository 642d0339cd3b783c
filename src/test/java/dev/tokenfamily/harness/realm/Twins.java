package dev.tokenfamily.harness.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * A client twice, alike but that only one is governed. Both take the same steps, and at each the governed one must be
 * told what the other one is told: so Keycloak itself says what is right.
 */
public record Twins(TestRealm realm, App plain, App governed) {

    /** Long enough for every retry in a test. */
    private static final int GRACE = 24 * 3600;

    /** What the two were told, which is the same but for the rotation. */
    public record TwinAnswers(Response plain, Response governed) {

        /** Of the governed one. */
        public Tokens tokens() {
            return Tokens.of(governed);
        }

        /** In a token of the governed one. */
        public JsonNode claims(String token) {
            return Tokens.claims(governed.text(token));
        }

        public long number(String field) {
            return governed.json().path(field).asLong();
        }

        /** This is the whole scope of the access token. */
        public TwinAnswers withScope(String... scope) {
            assertThat(claims("access_token").path("scope").asText().split(" ")).containsExactlyInAnyOrder(scope);
            return this;
        }
    }

    /** Governed with a long grace period. */
    public static Twins in(TestRealm realm, String name, Consumer<ClientRepresentation> settings) {
        return in(realm, name, GRACE, settings);
    }

    /** Governed with a grace period of so many seconds. */
    public static Twins in(TestRealm realm, String name, int grace, Consumer<ClientRepresentation> settings) {
        String profile = "grace-" + grace;
        realm.govern(profile, Map.of("grace-period-seconds", grace));
        return new Twins(realm, realm.client(name + "-plain", "", settings), realm.client(name, profile, settings));
    }

    /** Observed, with the defaults otherwise. */
    public static Twins observed(TestRealm realm, String name, Consumer<ClientRepresentation> settings) {
        realm.govern("observed", Map.of("enforcement", "observe"));
        return new Twins(realm, realm.client(name + "-plain", "", settings), realm.client(name, "observed", settings));
    }

    /** For each one of its own. */
    public Function<App, Browser> browsers() {
        Browser plains = new Browser();
        Browser governeds = new Browser();
        return app -> app.equals(governed) ? governeds : plains;
    }

    public TwinAnswers login(Function<App, Browser> browsers, String user, Map<String, String> parameters) {
        return alike(app -> browsers.apply(app).grant(app, user, parameters));
    }

    /** In new sessions. */
    public TwinAnswers login(String user, Map<String, String> parameters) {
        return login(browsers(), user, parameters);
    }

    public TwinAnswers login(String user, String scope) {
        return login(user, Map.of("scope", scope));
    }

    public TwinAnswers refresh(TwinAnswers told, Map<String, String> parameters) {
        return with(told, (app, answer) -> app.refreshWith(answer.text("refresh_token"), parameters));
    }

    public TwinAnswers refresh(TwinAnswers told) {
        return refresh(told, Map.of());
    }

    /** A refresh that must succeed. */
    public TwinAnswers refreshed(TwinAnswers told) {
        TwinAnswers next = refresh(told);
        assertThat(next.governed().status()).as(next.governed().text()).isEqualTo(200);
        assertThat(next.tokens().generation()).isEqualTo(told.tokens().generation() + 1);
        return next;
    }

    /** The same again, of which the governed one must get the same successor. */
    public TwinAnswers retried(TwinAnswers told, TwinAnswers next) {
        TwinAnswers again = refreshed(told);
        assertThat(again.tokens().refresh()).isEqualTo(next.tokens().refresh());
        assertThat(again.tokens().access()).isNotEqualTo(next.tokens().access());
        return again;
    }

    /** A refresh that must be refused, by Keycloak itself. */
    public TwinAnswers refused(TwinAnswers told) {
        TwinAnswers refusal = refresh(told);
        assertThat(refusal.governed().status()).as(refusal.governed().text()).isBetween(400, 403);
        assertThat(refusal.governed().json().has("access_token")).isFalse();
        return refusal;
    }

    /** A step with what each was told. */
    public TwinAnswers with(TwinAnswers told, BiFunction<App, Response, Response> step) {
        return told(step.apply(plain, told.plain()), step.apply(governed, told.governed()));
    }

    /** A step without tokens. */
    public TwinAnswers alike(Function<App, Response> step) {
        return told(step.apply(plain), step.apply(governed));
    }

    /** An admin's request on the realm. */
    public void asAdmin(String method, String path, Map<String, ?> body) {
        Ending.byAdmin(realm, method, path, body).make();
    }

    public void forEach(Consumer<App> change) {
        List.of(plain, governed).forEach(change);
    }

    private TwinAnswers told(Response toPlain, Response toGoverned) {
        Likeness.of(toGoverned, governed).assertLike(Likeness.of(toPlain, plain));
        Likeness.ofEvent(realm, governed).assertLike(Likeness.ofEvent(realm, plain));
        return new TwinAnswers(toPlain, toGoverned);
    }
}
