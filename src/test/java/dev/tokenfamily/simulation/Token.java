package dev.tokenfamily.simulation;

/**
 * A refresh token, as those see it who hold it.
 *
 * @param issuer that answers it, one for each login
 * @param number in the order in which the issuer gave its tokens
 * @param issuedAt milliseconds
 */
public record Token(Endpoint issuer, int number, long issuedAt) {}
