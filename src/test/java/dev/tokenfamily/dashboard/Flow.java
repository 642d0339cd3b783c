package dev.tokenfamily.dashboard;

import java.util.ArrayList;
import java.util.List;

/** Something that comes again and again to a node, in a realm: now more of it, now less. */
final class Flow {

    /** A little more in one minute than in the next, as in life, but the same in each run: in percent. */
    private static final List<Integer> WAVES = List.of(100, 108, 96, 91, 104, 113, 98, 87, 102, 95, 110, 99, 90, 107);

    private final String node;
    private final String realm;
    private final String what;
    private final List<Period> periods = new ArrayList<>();

    private record Period(double perMinute, int from, int to) {}

    Flow(String node, String realm, String what) {
        this.node = node;
        this.realm = realm;
        this.what = what;
    }

    /** So many in each minute from one to another, counted from the beginning of the hours. */
    Flow each(double perMinute, int from, int to) {
        periods.add(new Period(perMinute, from, to));
        return this;
    }

    /** The verdict or the outcome. */
    String what() {
        return what;
    }

    /** What Prometheus knows it by. */
    String labels(String name) {
        return labels() + "," + name + "=\"" + what + "\"";
    }

    /** The same without what it is. */
    String labels() {
        return "job=\"keycloak\",instance=\"" + node + "\",realm=\"" + realm + "\"";
    }

    /** How many there have been when that minute begins. */
    long until(int end) {
        double all = 0;
        for (Period period : periods) {
            for (int minute = period.from; minute < Math.min(end, period.to); minute++) {
                all += period.perMinute * WAVES.get(Math.floorMod(minute, WAVES.size())) / 100;
            }
        }
        return (long) Math.floor(all + 0.001);
    }
}
