package dev.tokenfamily.notify;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenfamily.family.Answer;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.actiontoken.DefaultActionToken;

/**
 * What a link in a mail carries: Keycloak's action token, signed and with an expiry, for one answer to one incident. It can
 * be used once, since an incident takes an answer once.
 */
public final class AnswerToken extends DefaultActionToken {

    /** By which Keycloak finds the handler of such tokens. */
    public static final String TYPE = "token-family-answer";

    private static final long serialVersionUID = 1L;

    @JsonProperty("incident")
    private @Nullable String incidentId;

    @JsonProperty("answer")
    private @Nullable String answer;

    /** For Jackson. */
    private AnswerToken() {}

    /**
     * Of that user.
     *
     * @param expiresAt epoch seconds
     */
    AnswerToken(String userId, String incidentId, Answer answer, int expiresAt) {
        super(userId, TYPE, expiresAt, UUID.randomUUID());
        this.incidentId = incidentId;
        this.answer = answer.text();
    }

    /** Empty where it names none. */
    String incidentId() {
        return Objects.requireNonNullElse(incidentId, "");
    }

    /** Likewise. */
    String answer() {
        return Objects.requireNonNullElse(answer, "");
    }
}
