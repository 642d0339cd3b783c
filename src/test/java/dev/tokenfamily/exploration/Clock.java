package dev.tokenfamily.exploration;

import java.util.List;

/** Lets time pass, some seconds in each step. */
record Clock(List<Long> ticks) implements Actor {

    static Clock ticking(Long... seconds) {
        return new Clock(List.of(seconds));
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
