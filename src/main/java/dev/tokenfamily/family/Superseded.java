package dev.tokenfamily.family;

/**
 * What a family's row knows of a generation that was superseded.
 *
 * @param at when, epoch seconds of the database's clock, or a little earlier
 * @param terms under which its tokens are still answered, counted from then
 * @param earlierRetries how often superseded tokens were answered since then, before the head became the head
 */
public record Superseded(long at, GraceTerms terms, int earlierRetries) {}
