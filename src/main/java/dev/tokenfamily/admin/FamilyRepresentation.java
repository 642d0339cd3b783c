package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.family.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * A family, as admins see it. Times are epoch milliseconds, as everywhere in Keycloak's admin API. Tokens are not in it,
 * nor anything from which one could be made.
 *
 * @param status {@code active} or {@code revoked}
 * @param name that the user gave it; null for none
 * @param clientId the {@code client_id}; null where the client has just been removed
 * @param username of the user; null where the user is gone
 * @param startedAt when the first token was issued
 * @param generation of the head, 0 for the first
 * @param rotatedAt when the head was issued
 * @param rotatedFrom who obtained it
 * @param graceUntil until when its predecessor is answered; after a late recovery, the token that was recovered
 * @param graceRetries how often it was
 * @param graceStreak how many generations in a row needed grace
 * @param expiresAt when the head expires; null where it has no expiry of its own
 * @param catchUps how often a token came that was newer than the row
 * @param lateRecoveries how often it was recovered after a lost answer, as the budget counts
 * @param recoveredAt when last; null where it never was
 * @param sparedUntil until when a reuse was put down to a standstill of a node; null where none ever was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FamilyRepresentation(
        String id,
        String status,
        @Nullable String name,
        @Nullable String clientId,
        String userId,
        @Nullable String username,
        String sessionId,
        boolean offline,
        long startedAt,
        int generation,
        long rotatedAt,
        OriginRepresentation rotatedFrom,
        long graceUntil,
        int graceRetries,
        int graceStreak,
        long firstUsedAt,
        String firstUsedFrom,
        long lastUsedAt,
        String lastUsedFrom,
        @Nullable Long expiresAt,
        int catchUps,
        int lateRecoveries,
        @Nullable Long recoveredAt,
        @Nullable Long sparedUntil,
        @Nullable Long revokedAt,
        @Nullable RevocationReason revocationReason) {

    /** The value of {@link #status}. */
    static final String ACTIVE = "active";

    /** The value of {@link #status}. */
    static final String REVOKED = "revoked";

    static FamilyRepresentation of(ListedFamily listed, @Nullable String clientId, @Nullable String username) {
        Family family = listed.family();
        return new FamilyRepresentation(
                family.id(),
                family.revoked() ? REVOKED : ACTIVE,
                listed.name(),
                clientId,
                family.owner().userId(),
                username,
                family.owner().sessionId(),
                family.owner().offline(),
                Millis.of(family.start()),
                family.generation(),
                Millis.of(family.head().since()),
                OriginRepresentation.of(family.rotatedFrom()),
                Millis.of(family.grace().terms().deadline()),
                family.grace().retries(),
                family.grace().streak(),
                Millis.of(family.firstUse().at()),
                family.firstUse().address(),
                Millis.of(family.lastUse().at()),
                family.lastUse().address(),
                Millis.ofNullable(family.head().expiresAt()),
                family.catchUps(),
                family.recoveries().count(),
                family.recoveries().count() == 0
                        ? null
                        : Millis.of(family.recoveries().last()),
                Millis.ofNullable(family.sparedUntil()),
                Millis.ofNullable(listed.revokedAt()),
                family.revocation());
    }
}
