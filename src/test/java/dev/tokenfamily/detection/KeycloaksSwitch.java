package dev.tokenfamily.detection;

import org.jspecify.annotations.Nullable;

/**
 * Keycloak's own switch, Revoke Refresh Token, over the notes of one line of tokens in one client session: step by step
 * what {@code TokenManager.validateTokenReuse} and what surrounds it do in Keycloak 26.7.
 */
final class KeycloaksSwitch {

    private @Nullable String last;
    private int uses;
    private long lastRefresh;
    private boolean sessionEnded;

    KeycloaksSwitch() {}

    private KeycloaksSwitch(KeycloaksSwitch other) {
        last = other.last;
        uses = other.uses;
        lastRefresh = other.lastRefresh;
        sessionEnded = other.sessionEnded;
    }

    KeycloaksSwitch copy() {
        return new KeycloaksSwitch(this);
    }

    /** Whether it has been at work on the line. */
    boolean hasNotes() {
        return last != null;
    }

    boolean hasEndedSession() {
        return sessionEnded;
    }

    boolean passes(HeldToken token, int maxReuse) {
        boolean again = token.id().equals(last);
        return again ? uses <= maxReuse : last == null || token.issuedAt() >= lastRefresh;
    }

    boolean wasUsedLast(HeldToken token) {
        return token.id().equals(last);
    }

    /** The same with what follows: a use more, or the end of the session. */
    boolean lets(HeldToken token, int maxReuse) {
        if (!passes(token, maxReuse)) {
            sessionEnded = true;
            return false;
        }
        uses = token.id().equals(last) ? uses + 1 : 1;
        last = token.id();
        return true;
    }

    void minted(long issuedAt) {
        lastRefresh = issuedAt;
    }
}
