package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.report.Copies;
import dev.tokenfamily.report.CopyPattern;
import dev.tokenfamily.report.Period;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET report/copies} answers.
 *
 * @param days how many, of UTC
 * @param from when the first of them began, epoch milliseconds
 * @param fromTime the same, as in ISO 8601
 * @param families how many were used in these days, of those that were looked at
 * @param complete whether all families and incidents were looked at
 * @param clients whose copies race, those with most families first
 */
public record CopiesRepresentation(
        int days, long from, String fromTime, long families, boolean complete, List<RacingClient> clients) {

    /** More users of a client are not named. */
    static final int MOST_USERS = 10;

    private static final Comparator<RacingClient> MOST_FIRST =
            Comparator.comparingInt(RacingClient::affected).reversed().thenComparing(RacingClient::clientId);

    static CopiesRepresentation of(Period period, long families, boolean complete, List<RacingClient> clients) {
        return new CopiesRepresentation(
                period.days(),
                Millis.of(period.start()),
                Instant.ofEpochSecond(period.start()).toString(),
                families,
                complete,
                clients.stream().sorted(MOST_FIRST).toList());
    }

    static RacingClient of(String clientId, long families, Copies.RacingClient racing, Map<String, String> usernames) {
        return new RacingClient(
                clientId,
                families,
                racing.families(),
                racing.users(),
                racing.mostFirst().stream()
                        .map(pattern -> Pattern.of(pattern, racing.patterns().getOrDefault(pattern, 0)))
                        .toList(),
                racing.recurring().size(),
                worst(racing).stream()
                        .map(user -> RacingUser.of(user, usernames.get(user.userId())))
                        .toList());
    }

    /** The users of the client that are named. */
    static List<Copies.Recurring> worst(Copies.RacingClient racing) {
        return racing.recurring().stream().limit(MOST_USERS).toList();
    }

    /**
     * A client whose copies race.
     *
     * @param clientId the {@code client_id}
     * @param families how many of its families were looked at
     * @param affected how many of its families show a sign of copies, purged ones with an incident too
     * @param users how many users these are of
     * @param patterns what it looks like, and what to do; that of most families first
     * @param recurringUsers how many users show signs again and again
     * @param worst those of them with most, ten at most
     */
    public record RacingClient(
            String clientId,
            long families,
            int affected,
            int users,
            List<Pattern> patterns,
            int recurringUsers,
            List<RacingUser> worst) {}

    /**
     * What copies look like.
     *
     * @param code of the pattern, fixed, for programs
     * @param families how many show it
     * @param text that in a sentence
     * @param remedy what to do about it
     */
    public record Pattern(String code, int families, String text, String remedy) {

        private static Pattern of(CopyPattern pattern, int families) {
            return new Pattern(pattern.code(), families, pattern.text(families), pattern.remedy());
        }
    }

    /**
     * A user whose families show signs again and again.
     *
     * @param userId the id
     * @param username null where the user is gone
     * @param families how many of the user's at the client show a sign
     * @param longestStreak how many generations in a row needed grace in one of them, or how often it was recovered; 0 where only incidents tell
     * @param code of the pattern that most of them show
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RacingUser(String userId, @Nullable String username, int families, int longestStreak, String code) {

        private static RacingUser of(Copies.Recurring user, @Nullable String username) {
            return new RacingUser(
                    user.userId(),
                    username,
                    user.families(),
                    user.longestStreak(),
                    user.pattern().code());
        }
    }
}
