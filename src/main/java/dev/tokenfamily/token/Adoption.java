package dev.tokenfamily.token;

import org.keycloak.models.AuthenticatedClientSessionModel;

/**
 * That tokens without the claim were given a row, in the client session that they live on. Only there is it worth looking
 * for a row when such a token comes and no policy governs it: everywhere else Keycloak is left alone, at no cost.
 */
final class Adoption {

    private static final String NOTE = "token-family.adopted";

    private Adoption() {}

    static void note(AuthenticatedClientSessionModel clientSession) {
        if (!happenedIn(clientSession)) {
            clientSession.setNote(NOTE, "true");
        }
    }

    static boolean happenedIn(AuthenticatedClientSessionModel clientSession) {
        return clientSession.getNote(NOTE) != null;
    }
}
