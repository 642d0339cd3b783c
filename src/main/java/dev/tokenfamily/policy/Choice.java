package dev.tokenfamily.policy;

/** A value that an admin picks from a list. */
public interface Choice {

    /** How the value is written in the configuration, in events and in logs. */
    String text();
}
