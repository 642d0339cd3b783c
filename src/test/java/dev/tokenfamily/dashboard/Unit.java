package dev.tokenfamily.dashboard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/** What a panel's numbers are, as Grafana calls it, and how they are written. */
enum Unit {
    COUNT("none", List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0)) {
        @Override
        String text(double value) {
            return plain(value);
        }
    },
    SECONDS(
            "s",
            List.of(
                    0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0,
                    21600.0)) {
        @Override
        String text(double value) {
            if (value < 1 && value > 0) {
                return plain(value * 1000) + " ms";
            }
            if (value < 60) {
                return plain(value) + " s";
            }
            return value < 3600 ? plain(value / 60) + " min" : plain(value / 3600) + " h";
        }
    },
    PER_SECOND(
            "reqps",
            List.of(
                    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0,
                    200.0)) {
        @Override
        String text(double value) {
            return plain(value) + " req/s";
        }
    },
    SHARE("percentunit", List.of(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25)) {
        @Override
        String text(double value) {
            return plain(value * 100) + "%";
        }
    };

    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private final String name;

    @SuppressWarnings("ImmutableEnumChecker") // they are of List.of
    private final List<Double> steps;

    Unit(String name, List<Double> steps) {
        this.name = name;
        this.steps = steps;
    }

    /** The one that Grafana calls so. */
    static Unit named(String name) {
        return Stream.of(values())
                .filter(unit -> unit.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Nobody can write values of the unit '" + name + "' yet"));
    }

    /** A value with the unit. */
    abstract String text(double value);

    /** Between two marks of an axis that has at most four of them above 0 and ends at this value or above. */
    double step(double highest) {
        return steps.stream().filter(step -> step * 4 >= highest).findFirst().orElseGet(() -> Math.ceil(highest / 4));
    }

    private static String plain(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = Math.abs(value) >= 100 ? exact.setScale(0, RoundingMode.HALF_UP) : exact.round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
