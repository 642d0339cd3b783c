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
 * @param impersonator username of the admin who began the session in the user's place, at most 255 characters; null where the
 *     user did
 * @param key thumbprint of the key whose possession this request proved, whether or not the token is bound to it (RFC 7638, or
 *     RFC 8705 §3.1); null where it proved none, or where it is none that a column holds
 * @param clientAuthenticated whether the client had to authenticate (RFC 6749 §3.2.1), as a public one cannot
 */
public record Presentation(
        Origin origin,
        boolean keyProven,
        @Nullable String realmUrl,
        RealmSwitch realmSwitch,
        @Nullable String impersonator,
        @Nullable String key,
        boolean clientAuthenticated) {

    private static final int LONGEST = 255;

    /** A thumbprint of 512 bits. */
    private static final int LONGEST_KEY = 86;

    /** Leaves out a realm URL and a key that are of no use, and cuts a name. */
    public Presentation {
        realmUrl = realmUrl == null || realmUrl.isEmpty() || realmUrl.length() > LONGEST ? null : realmUrl;
        impersonator =
                impersonator == null ? null : impersonator.substring(0, Math.min(LONGEST, impersonator.length()));
        key = key == null || !isThumbprint(key) ? null : key;
    }

    /** What a request of a public client shows, with which Keycloak's own switch has nothing to do. */
    public Presentation(Origin origin, boolean keyProven, @Nullable String realmUrl) {
        this(origin, keyProven, realmUrl, RealmSwitch.APART, null, null, false);
    }

    /** What the request shows, where Keycloak's own switch has that to do with it. */
    public Presentation withSwitch(RealmSwitch other) {
        return new Presentation(origin, keyProven, realmUrl, other, impersonator, key, clientAuthenticated);
    }

    /** What the request shows, on a session that an admin began in the user's place; null for nobody. */
    public Presentation withImpersonator(@Nullable String username) {
        return new Presentation(origin, keyProven, realmUrl, realmSwitch, username, key, clientAuthenticated);
    }

    /** What the request shows, which proved that key; null for none. */
    public Presentation withKey(@Nullable String thumbprint) {
        return new Presentation(
                origin, keyProven, realmUrl, realmSwitch, impersonator, thumbprint, clientAuthenticated);
    }

    /** What the request shows, of a client that had to authenticate, or of one that had not. */
    public Presentation withClientAuthenticated(boolean authenticated) {
        return new Presentation(origin, keyProven, realmUrl, realmSwitch, impersonator, key, authenticated);
    }

    /** The key without which a copy of the token is of no use to anybody; null where there is none. */
    @Nullable
    String keyOfToken() {
        return keyProven ? key : null;
    }

    private static boolean isThumbprint(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_KEY && text.chars().allMatch(Presentation::isBase64Url);
    }

    /** RFC 4648 §5. */
    private static boolean isBase64Url(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** The client's address as Keycloak sees it: an IP literal, or {@link dev.tokenfamily.family.Address#UNKNOWN}. */
    public String address() {
        return origin.address();
    }
}
