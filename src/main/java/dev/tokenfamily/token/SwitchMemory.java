package dev.tokenfamily.token;

import dev.tokenfamily.clientpolicy.ClientSwitch;
import dev.tokenfamily.detection.RealmSwitch;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;

/**
 * What Keycloak's own switch, Revoke Refresh Token, remembers of a token: notes in its client session, by which the switch
 * tells what it has superseded.
 *
 * @param realm with its switch as it is
 */
record SwitchMemory(
        KeycloakSession session, RealmModel realm, AccessToken token, AuthenticatedClientSessionModel clientSession) {

    private static final TokenManager TOKENS = new TokenManager();

    /** What it remembers of a token of the request that the session serves. */
    static SwitchMemory of(KeycloakSession session, AccessToken token, AuthenticatedClientSessionModel clientSession) {
        return new SwitchMemory(session, session.getContext().getRealm(), token, clientSession);
    }

    private boolean isOn() {
        return ClientSwitch.OF_THIS_SERVER.isOn(realm, clientSession.getClient());
    }

    /**
     * What the switch has to do with the token.
     *
     * @param enforced whether an enforced policy governs the token's client
     */
    RealmSwitch role(boolean enforced) {
        if (!isOn()) {
            return RealmSwitch.APART;
        }
        if (!enforced) {
            return RealmSwitch.DECIDES;
        }
        return PresentedTokenReader.hasClaim(token) && hasSeenUse() ? RealmSwitch.HAS_SEEN_USE : RealmSwitch.APART;
    }

    /**
     * Whether a token without a row has to pass the switch: it may have superseded the token. Where it has been at work on none
     * of the line, it has nothing to say, and is not to begin now: tokens from before the switch would be one line to it,
     * whatever logins they come from.
     */
    boolean judgesLine() {
        return isOn() && clientSession.getRefreshToken(line()) != null;
    }

    /** Of a token that belongs to no line of its own, only that it was used itself is sure. */
    private boolean hasSeenUse() {
        boolean ownLine = !line().isEmpty();
        boolean usedLast = token.getId().equals(clientSession.getRefreshToken(line()));
        return (ownLine || usedLast) && !passes();
    }

    /** Whether the switch, if it is on, would let the token pass now. */
    boolean letsPass() {
        return !isOn() || passes();
    }

    private boolean passes() {
        try {
            TOKENS.validateTokenReuse(session, realm, token, clientSession, false);
            return true;
        } catch (OAuthErrorException e) {
            return false; // "Stale token", or used too often
        }
    }

    private String line() {
        return TOKENS.getReuseIdKey(token);
    }
}
