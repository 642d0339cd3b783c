package dev.tokenfamily.family;

/**
 * A token came that should not exist any more. Kept for people to read, in the words of the events.
 *
 * @param familyId whose token it was
 * @param owner of the family
 * @param kind {@code recent-predecessor}, {@code stale-lineage}, or {@code catch-up} for a second token that is newer than
 *     its row
 * @param presentedGeneration of the token that came
 * @param currentGeneration of the family's head at that moment
 * @param presentedFrom who presented the token
 * @param rotatedFrom who had obtained the head
 * @param scope the revocation scope of the policy
 * @param enforced whether the family was revoked for it
 */
public record Incident(
        String familyId,
        Owner owner,
        String kind,
        int presentedGeneration,
        int currentGeneration,
        Origin presentedFrom,
        Origin rotatedFrom,
        String scope,
        boolean enforced) {

    /** The kind of a token that is newer than its row, where that happened to the family before. */
    public static final String CATCH_UP = "catch-up";
}
