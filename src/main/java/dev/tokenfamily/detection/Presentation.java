package dev.tokenfamily.detection;

import dev.tokenfamily.family.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What the request shows besides the token.
 *
 * @param origin where it comes from
 * @param keyProven whether this request proved possession of the key that the token is bound to
 * @param realmUrl the {@code iss} of the token; null where that is missing, or longer than a column holds (255)
 * @param realmSwitch what Keycloak's own switch has to do with it
 */
public record Presentation(
        Origin origin, boolean keyProven, @Nullable String realmUrl, RealmSwitch realmSwitch) {

    private static final int LONGEST_URL = 255;

    /** Leaves out a realm URL that is of no use. */
    public Presentation {
        realmUrl = realmUrl == null || realmUrl.isEmpty() || realmUrl.length() > LONGEST_URL ? null : realmUrl;
    }

    /** What a request shows with which Keycloak's own switch has nothing to do. */
    public Presentation(Origin origin, boolean keyProven, @Nullable String realmUrl) {
        this(origin, keyProven, realmUrl, RealmSwitch.APART);
    }

    /** What the request shows, where Keycloak's own switch has that to do with it. */
    public Presentation withSwitch(RealmSwitch other) {
        return new Presentation(origin, keyProven, realmUrl, other);
    }

    /** The client's address as Keycloak sees it: an IP literal, or {@link dev.tokenfamily.family.Address#UNKNOWN}. */
    public String address() {
        return origin.address();
    }
}
