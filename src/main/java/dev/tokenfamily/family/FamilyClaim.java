package dev.tokenfamily.family;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claim {@code family} of a refresh token.
 *
 * @param id of the family
 * @param generation of the token
 * @param start issuance of generation 0, epoch seconds
 * @param since issuance of this generation, epoch seconds
 * @param accessTokenId of the access token issued with generation 0; null elsewhere
 */
public record FamilyClaim(
        String id,
        int generation,
        long start,
        long since,
        @Nullable String accessTokenId) {

    /** The name of the claim. */
    public static final String NAME = "family";

    /** As long as a column holds. */
    private static final int LONGEST_ID = 255;

    /** Whether a family can have that id: printable ASCII without blanks. Some databases fail if asked for anything else. */
    public static boolean isId(@Nullable String text) {
        return text != null
                && !text.isEmpty()
                && text.length() <= LONGEST_ID
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** The claim as the JSON object that is put into the token, members always in the same order. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("gen", generation);
        map.put("start", start);
        map.put("since", since);
        if (accessTokenId != null) {
            map.put("at", accessTokenId);
        }
        return map;
    }

    /**
     * The claim as it is read from a token; empty where it is not of the shape that {@link #toMap()} gives, which nobody but
     * us issues.
     */
    public static Optional<FamilyClaim> parse(@Nullable Object claim) {
        if (!(claim instanceof Map<?, ?> map)
                || !(map.get("id") instanceof String id)
                || !(map.get("gen") instanceof Integer generation)
                || !(map.get("at") == null || map.get("at") instanceof String)) {
            return Optional.empty();
        }
        FamilyClaim parsed =
                new FamilyClaim(id, generation, time(map.get("start")), time(map.get("since")), (String) map.get("at"));
        return parsed.consistent() ? Optional.of(parsed) : Optional.empty();
    }

    private static long time(@Nullable Object claimed) {
        return claimed instanceof Integer || claimed instanceof Long ? ((Number) claimed).longValue() : -1;
    }

    private boolean consistent() {
        // since may lie before start: one is the database's time, the other a node's
        return isId(id) && generation >= 0 && start > 0 && since > 0;
    }
}
