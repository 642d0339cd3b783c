package dev.tokenfamily.exploration;

/** A request to the node that may stand still: sent at one moment, and served at another. */
record HeldUpRequest(Request request) implements Actor {

    @Override
    public String name() {
        return request.name() + ", sent to the node that stands still";
    }

    @Override
    public Effect first() {
        return Effect.OTHER;
    }

    @Override
    public void play(Stage stage) {
        request.serve(stage.send(request.pick()), stage.storeOfStillNode(), stage);
    }
}
