package dev.tokenfamily.load.lived;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.RealmRepresentation;

/** What a realm does on a refresh. Those that come again are the same thing, as a control. */
enum Kind {
    OFF("native off"),
    OFF_AGAIN("native off again"),
    ROTATE("rotate"),
    ROTATE_AGAIN("rotate again"),
    KEEP("keep"),
    SWITCH("native switch");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** As reports call it. */
    String label() {
        return label;
    }

    /** Under which its client is; null for none. */
    @Nullable
    Map<String, ?> policy() {
        return switch (this) {
            case ROTATE, ROTATE_AGAIN -> Map.of("grace-period-seconds", 0);
            case KEEP -> Map.of("rotation-interval-seconds", 30 * 86_400);
            case OFF, OFF_AGAIN, SWITCH -> null;
        };
    }

    /** The name of its realm. */
    String realm() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Sets what the realm itself has to say. */
    void configure(RealmRepresentation realm) {
        if (this == SWITCH) {
            realm.setRevokeRefreshToken(true);
            realm.setRefreshTokenMaxReuse(0);
        }
    }
}
