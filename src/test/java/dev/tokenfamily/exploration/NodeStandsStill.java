package dev.tokenfamily.exploration;

/** A node stands still for a while. */
record NodeStandsStill() implements Actor {

    @Override
    public String name() {
        return "standstill";
    }

    @Override
    public Effect first() {
        return Effect.OTHER;
    }

    @Override
    public void play(Stage stage) {
        stage.freeze();
        stage.thaw();
    }
}
