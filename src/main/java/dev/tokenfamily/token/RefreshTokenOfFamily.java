package dev.tokenfamily.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/**
 * A refresh token that is about to be handed out. Keycloak signs it, and then asks it for its {@code exp}, to tell the client
 * {@code refresh_expires_in}. A family's lifetimes are judged at use and not in {@code exp} (ADR 4), so what is told is less
 * than what is signed where the family ends earlier.
 */
final class RefreshTokenOfFamily extends RefreshToken {

    private static final long serialVersionUID = 1L;

    private transient @Nullable Long familyEnd;

    RefreshTokenOfFamily(AccessToken accessToken, AccessToken.@Nullable Confirmation confirmation, String provider) {
        super(accessToken, confirmation, provider);
    }

    /** Takes in how many seconds the family ends; empty where only the session's limits say that. */
    void familyEndsIn(OptionalLong seconds) {
        familyEnd = seconds.isPresent() ? Time.currentTimeSeconds() + seconds.getAsLong() : null;
    }

    /** What is told to the client, epoch seconds; null or 0 where the token has no expiry. */
    @Override
    @JsonIgnore
    public @Nullable Long getExp() {
        boolean endless = exp == null || exp == 0;
        if (familyEnd == null) {
            return exp;
        }
        return endless ? familyEnd : Long.valueOf(Math.min(exp, familyEnd));
    }

    /** What is signed, epoch seconds; null where the token has no expiry. */
    @JsonProperty("exp")
    @Nullable
    Long signedExp() {
        return exp;
    }
}
