package dev.tokenfamily.harness.server;

import java.io.IOException;
import java.util.List;

/** What the shared Keycloak does where versions differ, as {@code -Dkeycloak.behaviour=} says. */
enum Behaviour {
    /** As it comes. */
    OWN,

    /** Requests that are answered with an error are rolled back, and sessions are not cached: the defaults of 26.8. */
    OF_26_8;

    static Behaviour wanted() {
        return switch (System.getProperty("keycloak.behaviour", "own")) {
            case "own" -> OWN;
            case "26.8" -> OF_26_8;
            default -> throw new IllegalStateException("keycloak.behaviour is own or 26.8");
        };
    }

    /** The JARs that it needs. */
    ServerHome in(ServerHome home) throws IOException {
        return this == OF_26_8 ? home.withErrorsRolledBack() : home;
    }

    /** Those of {@code kc.sh start}. */
    List<String> options() {
        return this == OF_26_8 ? List.of("--spi-user-sessions--infinispan--use-caches=false") : List.of();
    }

    @Override
    public String toString() {
        return this == OWN ? "" : ", behaving like 26.8";
    }
}
