package dev.tokenfamily.family;

/**
 * How many live families one user may have at one client, when one of them is opened (ADR 31). Live are those that are active, whose
 * head has not expired, and that have not come to the end of their lifetime.
 *
 * @param owner of the one that is opened: the others are of the same realm, client and user, in whatever session
 * @param opened id of the one that is opened, which counts, and never ends
 * @param families how many, from 1
 * @param now epoch seconds
 * @param startedAfter epoch seconds: those whose first token was issued by then are at the end of their lifetime
 * @param usedAfter epoch seconds: so are those whose last recorded use was by then
 */
public record Allowance(Owner owner, String opened, int families, long now, long startedAfter, long usedAfter) {

    /** How many end at once at most: a request is not to wait longer. The others end with the next ones that are opened. */
    public static final int MOST_AT_ONCE = 100;
}
