package dev.tokenfamily.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * When a user may be mailed again about incidents, or about ends of the own sign-ins (ADR 32). The first mail goes at once. After each mail of the last 24 hours the wait
 * is twice as long, from an hour on, but no longer than it takes to spread a day's mails over a day; and there are no more of them
 * within 24 hours than the operator wants. A mail is put off, and never left out: what happens meanwhile is in it.
 *
 * @param perUserAndDay how many mails a user gets within 24 hours, at least 1
 */
record MailSpacing(int perUserAndDay) {

    /** The day of a limit. */
    static final Duration DAY = Duration.ofDays(1);

    private static final Duration SHORTEST = Duration.ofHours(1);

    /** Of hours, which is longer than a day. */
    private static final int MOST_DOUBLINGS = 5;

    /**
     * The first moment at which the next mail may go; at once where that is past.
     *
     * @param sent when the mails of the last 24 hours went, in any order
     */
    Instant next(List<Instant> sent) {
        List<Instant> newestFirst =
                sent.stream().sorted(Comparator.reverseOrder()).toList();
        if (newestFirst.isEmpty()) {
            return Instant.MIN;
        }
        Instant afterLast = newestFirst.get(0).plus(wait(newestFirst.size()));
        if (newestFirst.size() < perUserAndDay) {
            return afterLast;
        }
        Instant withinLimit = newestFirst.get(perUserAndDay - 1).plus(DAY);
        return withinLimit.isAfter(afterLast) ? withinLimit : afterLast;
    }

    /** How long it takes at the least from a mail to the next, if the former is the so-manieth of its day. */
    private Duration wait(int mails) {
        Duration doubled = SHORTEST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, mails - 1));
        Duration spread = DAY.dividedBy(perUserAndDay);
        Duration shorter = doubled.compareTo(spread) < 0 ? doubled : spread;
        return shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter;
    }
}
