package dev.tokenfamily.policy;

/**
 * What an admin has configured in one place: a policy, and which users it governs.
 *
 * @param policy how the refresh tokens of a client are rotated
 * @param users whose they are
 */
public record Rule(Policy policy, ForUsers users) {}
