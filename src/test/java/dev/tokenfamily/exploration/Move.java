package dev.tokenfamily.exploration;

/** The next step of one actor, and how it turns out. */
record Move(int actor, Turn turn) {}
