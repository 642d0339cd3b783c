package dev.tokenfamily.detection;

/** What Keycloak's own switch, Revoke Refresh Token, has to do with a request. */
public enum RealmSwitch {
    /** Nothing: it is off, or an enforced policy has taken its place. */
    APART,
    /** It is on, and no policy is enforced: it has the last word on the token, and makes every refresh a rotation. */
    DECIDES,
    /** An enforced policy has taken its place, but it has seen this token used before, when nobody kept the row. */
    HAS_SEEN_USE
}
