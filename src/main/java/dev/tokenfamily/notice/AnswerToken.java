package dev.tokenfamily.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenfamily.incident.Answer;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.JsonWebToken;

/**
 * What a link in a mail carries, signed by the realm: one answer to one incident. It names no user, and its type is known to
 * nothing in Keycloak, so that it opens nothing but the page of its question (ADR 9).
 */
public final class AnswerToken extends JsonWebToken {

    /** Its {@code typ}. */
    static final String TYPE = "token-family-answer";

    private static final long serialVersionUID = 2L;

    @JsonProperty("incident")
    private @Nullable String incidentId;

    @JsonProperty("answer")
    private @Nullable String answer;

    @JsonProperty("seal")
    private @Nullable String seal;

    /** For Jackson. */
    private AnswerToken() {}

    /**
     * Of that realm.
     *
     * @param issuer the realm's address
     * @param seal of the account that is asked ({@link AccountSeal})
     * @param expiresAt epoch seconds
     */
    AnswerToken(String issuer, String incidentId, Answer answer, String seal, long expiresAt) {
        this.incidentId = incidentId;
        this.answer = answer.text();
        this.seal = seal;
        type(TYPE);
        id(UUID.randomUUID().toString());
        issuer(issuer);
        audience(issuer);
        issuedNow();
        exp(expiresAt);
    }

    /** Empty where it names none. */
    String incidentId() {
        return Objects.requireNonNullElse(incidentId, "");
    }

    /** Likewise. */
    String answer() {
        return Objects.requireNonNullElse(answer, "");
    }

    /** Likewise. */
    String seal() {
        return Objects.requireNonNullElse(seal, "");
    }
}
