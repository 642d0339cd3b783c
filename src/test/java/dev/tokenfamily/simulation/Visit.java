package dev.tokenfamily.simulation;

/**
 * How a token is presented.
 *
 * @param address from which it comes, an IP literal
 * @param key whether possession of the key is proven to which the token may be bound
 */
public record Visit(String address, boolean key) {}
