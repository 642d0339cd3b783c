package dev.tokenfamily.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which clients and users have copies of refresh tokens that race, again and again, by the signs in their rows. Nothing is counted for
 * it: the rows are as they are now, and say of each family what happened last.
 */
public final class Copies {

    /** So many generations in a row that needed grace, or so many families of one user or users of one client, are no accident. */
    static final int AGAIN_AND_AGAIN = 3;

    /** A client with many families is named for its users together where one in so many of its families shows a sign. */
    static final int ONE_IN = 20;

    private static final Comparator<Recurring> WORST_FIRST = Comparator.comparingInt(Recurring::families)
            .thenComparingInt(Recurring::longestStreak)
            .reversed()
            .thenComparing(Recurring::userId);

    private Copies() {}

    /**
     * A user whose families show signs again and again.
     *
     * @param userId who
     * @param families how many of the user's at the client show a sign
     * @param longestStreak generations in a row that needed grace, or late recoveries, in one of them
     * @param pattern that most of them show
     */
    public record Recurring(String userId, int families, int longestStreak, CopyPattern pattern) {}

    /**
     * A client that is named.
     *
     * @param clientId its internal id
     * @param families how many of its families show a sign
     * @param users how many users these are of
     * @param patterns how many families show which
     * @param recurring its users that are named, the worst first
     */
    public record RacingClient(
            String clientId, int families, int users, Map<CopyPattern, Integer> patterns, List<Recurring> recurring) {

        /** The patterns, that of most families first. */
        public List<CopyPattern> mostFirst() {
            return patterns.keySet().stream().sorted(byNumber(patterns)).toList();
        }
    }

    /**
     * The clients that are to be named, by their internal ids.
     *
     * @param signs of families and incidents
     * @param looked how many families of each client, by its internal id, were looked at for signs
     */
    public static List<RacingClient> of(Collection<CopySign> signs, Map<String, Long> looked) {
        Map<String, List<CopySign>> byClient =
                signs.stream().collect(groupingBy(sign -> sign.owner().clientId(), TreeMap::new, Collectors.toList()));
        return byClient.entrySet().stream()
                .map(client -> racing(client.getKey(), client.getValue()))
                .filter(client -> isNamed(client, looked.getOrDefault(client.clientId(), 0L)))
                .toList();
    }

    private static boolean isNamed(RacingClient client, long looked) {
        boolean many = client.users() >= AGAIN_AND_AGAIN && client.families() * (long) ONE_IN >= looked;
        return many || !client.recurring().isEmpty();
    }

    private static RacingClient racing(String clientId, List<CopySign> signs) {
        Map<String, List<CopySign>> byUser =
                signs.stream().collect(groupingBy(sign -> sign.owner().userId()));
        List<Recurring> recurring = byUser.entrySet().stream()
                .map(user -> recurring(user.getKey(), user.getValue()))
                .filter(user -> user.families() >= AGAIN_AND_AGAIN || user.longestStreak() >= AGAIN_AND_AGAIN)
                .sorted(WORST_FIRST)
                .toList();
        return new RacingClient(clientId, families(signs), byUser.size(), patterns(signs), recurring);
    }

    private static Recurring recurring(String userId, List<CopySign> signs) {
        Map<CopyPattern, Integer> patterns = patterns(signs);
        int streak = signs.stream().mapToInt(CopySign::streak).max().orElse(0);
        CopyPattern most = patterns.keySet().stream().min(byNumber(patterns)).orElseThrow();
        return new Recurring(userId, families(signs), streak, most);
    }

    private static Comparator<CopyPattern> byNumber(Map<CopyPattern, Integer> patterns) {
        return Comparator.<CopyPattern>comparingInt(pattern -> -patterns.getOrDefault(pattern, 0))
                .thenComparing(Comparator.naturalOrder());
    }

    private static Map<CopyPattern, Integer> patterns(List<CopySign> signs) {
        Map<CopyPattern, Integer> patterns = new EnumMap<>(CopyPattern.class);
        signs.stream()
                .collect(groupingBy(CopySign::pattern))
                .forEach((pattern, shown) -> patterns.put(pattern, families(shown)));
        return patterns;
    }

    /** A family that shows several signs is one. */
    private static int families(List<CopySign> signs) {
        Set<String> ids = new HashSet<>();
        signs.forEach(sign -> ids.add(sign.familyId()));
        return ids.size();
    }
}
