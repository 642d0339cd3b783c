package dev.tokenfamily.exploration;

import java.util.List;

/** Lets time pass, some seconds in each step. */
record TimePasses(List<Long> ticks) implements Actor {

    static TimePasses by(Long... seconds) {
        return new TimePasses(List.of(seconds));
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Effect first() {
        return Effect.OTHER;
    }

    @Override
    public void play(Stage stage) {
        for (long tick : ticks) {
            stage.pass(tick);
        }
    }
}
