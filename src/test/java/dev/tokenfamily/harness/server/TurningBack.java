package dev.tokenfamily.harness.server;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time zone whose summer time ends at that moment, so that the clocks on the wall show the hour before once more: the one in
 * which a time of day says too little.
 */
public record TurningBack(Instant at) {

    private static final ZoneOffset SUMMER = ZoneOffset.ofHours(2);

    private static final int HALF_A_YEAR = 182;
    private static final int YEAR = 365;
    private static final int FEBRUARY_ENDS = 59;

    /** As POSIX writes it, and the environment variable {@code TZ} has it; PostgreSQL's {@code timezone} too. */
    public String posix() {
        LocalDateTime end = LocalDateTime.ofInstant(at, SUMMER);
        boolean afterLeapDay = end.toLocalDate().isLeapYear() && end.getDayOfYear() > FEBRUARY_ENDS;
        int day = end.getDayOfYear() - (afterLeapDay ? 1 : 0); // J60 is the first of March in every year
        int begin = (day + HALF_A_YEAR) % YEAR + 1;
        String time = end.format(DateTimeFormatter.ofPattern("H:mm:ss", Locale.ROOT));
        return "WINTER-1SUMMER-2,J%d/2,J%d/%s".formatted(begin, day, time);
    }
}
