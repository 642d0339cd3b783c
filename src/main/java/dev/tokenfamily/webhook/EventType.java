package dev.tokenfamily.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a webhook can tell. The texts are in configurations, messages and rows: a contract. */
public enum EventType {
    /** An incident was recorded. */
    INCIDENT("incident"),
    /** An admin has given an incident a state. */
    INCIDENT_STATE("incident.state"),
    /** A user has answered what an incident was. */
    INCIDENT_ANSWER("incident.answer"),
    /** Somebody or a rule has ended what a user had, besides a reuse, which is an incident. */
    END("end");

    private static final String NAMESPACE = "dev.tokenfamily.";

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    /** How it is written in the configuration; never empty. */
    public String text() {
        return text;
    }

    /** The {@code type} of its messages (CloudEvents 1.0 §3.1); never empty. */
    public String type() {
        return NAMESPACE + text;
    }

    /** The one with that text; empty where there is none. */
    public static Optional<EventType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /** All texts, in their order. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(EventType::text).toList();
    }
}
