package dev.tokenfamily.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was counted, in one plain sentence. */
public final class Summary {

    private Summary() {}

    /** Of one client in so many days, from 1. */
    public static String ofClient(int days, Tally counted) {
        return sentence(days, counted, "");
    }

    /** Of so many clients of a realm in so many days, from 1. */
    public static String ofRealm(int days, int clients, Tally counted) {
        return sentence(days, counted, " at " + number(clients, "client"));
    }

    private static String sentence(int days, Tally counted, String where) {
        String when = days == 1 ? "Today" : "In " + days + " days";
        if (counted.refreshes() == 0) {
            return when + ", no governed refresh token was used.";
        }
        String users = number(counted.total(CountedUsers.ALL), "user");
        return when + ", about " + users + " refreshed " + number(counted.refreshes(), "time") + where + ": "
                + reuses(counted) + ".";
    }

    private static String reuses(Tally counted) {
        long revoked = counted.total(Measure.REVOCATION);
        long observed = counted.total(Measure.WOULD_BE_REVOCATION);
        List<String> parts = new ArrayList<>();
        if (revoked > 0) {
            parts.add(number(revoked, "family was", "families were") + " revoked for a reuse");
        }
        if (observed > 0) {
            parts.add(number(observed, "reuse was", "reuses were") + " only observed");
        }
        if (!parts.isEmpty()) {
            long lost = counted.total(Measure.AVOIDABLE);
            parts.add((lost == 0 ? "none" : amount(lost)) + " of these " + (lost == 1 ? "looks" : "look")
                    + " like a lost answer");
        }
        parts.addAll(recoveries(counted));
        return parts.isEmpty() ? "no superseded token came back" : String.join(", ", parts);
    }

    private static List<String> recoveries(Tally counted) {
        long spared = counted.total(Measure.LATE_RECOVERY, Mode.ENFORCED);
        long wouldBeSpared = counted.total(Measure.LATE_RECOVERY, Mode.OBSERVED);
        List<String> parts = new ArrayList<>();
        if (spared > 0) {
            parts.add(number(spared, "logout was", "logouts were") + " spared by late recovery");
        }
        if (wouldBeSpared > 0) {
            parts.add(number(wouldBeSpared, "logout") + " would be spared by late recovery");
        }
        return parts;
    }

    private static String number(long count, String one) {
        return number(count, one, one + "s");
    }

    private static String number(long count, String one, String several) {
        return amount(count) + " " + (count == 1 ? one : several);
    }

    private static String amount(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
