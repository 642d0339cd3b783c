package dev.tokenfamily.exploration;

/**
 * Somebody who does something to a family. What he does depends only on what the stage has answered him so far, so he
 * can be run from the beginning again for each of his steps.
 */
interface Actor {

    String name();

    /** His first step. */
    Effect first();

    /** Everything he does, from the beginning. */
    void play(Stage stage);
}
