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

    /** The {@code typ} of these tokens. */
    static final String TYPE = "token-family-answer";

    private static final long serialVersionUID = 2L;

    @JsonProperty("incident")
    private @Nullable String incidentId;

    @JsonProperty("answer")
    private @Nullable String answer;

    @JsonProperty("seal")
    private @Nullable String seal;

    /** Jackson fills one that was sent. */
    private AnswerToken() {}

    /**
     * A new token, which differs from every other.
     *
     * @param issuer the realm's address, which is its audience too
     * @param incidentId what the user is asked about
     * @param answer what following the link means to say
     * @param seal of the account that is asked ({@link AccountSeal})
     * @param expiresAt from when it is of no use any more, in epoch seconds
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

    /** The id of the incident that it asks about; empty where a token of another kind names none. */
    String incidentId() {
        return Objects.requireNonNullElse(incidentId, "");
    }

    /** The {@link Answer#text} that following it means to say; empty where a token of another kind names none. */
    String answer() {
        return Objects.requireNonNullElse(answer, "");
    }

    /** The {@link AccountSeal} of the account for which it was made; empty where a token of another kind names none. */
    String seal() {
        return Objects.requireNonNullElse(seal, "");
    }
}
