package dev.tokenfamily.detection;

/** What is done because of a token that may have been used before. */
public enum Consequence {
    /** Nothing. */
    NONE,
    /** Where the family was revoked for a reuse, it is counted that one of its tokens came again. */
    COUNT,
    /** The row remembers that the token is dead. */
    BURY,
    /** The family is marked, so that it is spared once. */
    MARK,
    /** An incident is recorded, and nothing ends. */
    OBSERVE,
    /** The family is revoked because of the incident, and what the policy's scope takes down with it. */
    REVOKE
}
