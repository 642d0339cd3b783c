package dev.tokenfamily.detection;

/** What a request is given. */
public enum Outcome {
    /** No tokens. */
    REFUSED,
    /** The head of the next generation. */
    NEXT_GENERATION,
    /** A head beyond the next generation, which nobody ever presented. */
    GENERATION_BEYOND,
    /** A token of the generation that was presented. */
    SAME_GENERATION,
    /** The head that the predecessor may ask for again. */
    HEAD_AGAIN,
    /** The head that the predecessor may ask for again, whatever the grace that is left. */
    HEAD_AT_ANY_TIME,
    /** A token of a generation that the row had not come to. */
    CATCH_UP
}
