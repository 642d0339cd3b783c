package dev.tokenfamily.testserver;

import org.keycloak.models.KeycloakSession;

/** What a request asks to go wrong, with the parameter {@code test_disturbance}. */
enum Disturbance {
    /** Nothing. */
    NONE,
    /** Another extension refuses it, just before our last word on it. */
    REFUSED,
    /** A protocol mapper breaks it, after our last word on it. */
    BROKEN,
    /** Somebody ends its session meanwhile, offline as well. */
    SESSION_ENDED,
    /** Somebody revokes all families of the realm meanwhile. */
    FAMILY_REVOKED,
    /** Somebody makes another request meanwhile, which the parameters of {@link MeanwhileCall} describe. */
    CALL;

    static Disturbance of(KeycloakSession session) {
        String wanted =
                session.getContext().getHttpRequest().getDecodedFormParameters().getFirst("test_disturbance");
        return wanted == null ? NONE : valueOf(wanted);
    }
}
