package dev.tokenfamily.incident;

import org.jspecify.annotations.Nullable;

/**
 * An incident as admins see it listed, with what has become of it since it was recorded.
 *
 * @param id of the incident, unique in its realm
 * @param at when it happened, in epoch seconds of the database's clock
 * @param incident what happened
 * @param repeats how often superseded tokens of the family came again since; 0 or more
 * @param lastRepeatAt when the last of them came, in epoch seconds of the database's clock; null where none came
 * @param answer what the user says about it; null where the user has said nothing
 * @param mail what became of the mail to the user; null where there is none, or where it was not looked up
 */
public record ListedIncident(
        String id,
        long at,
        Incident incident,
        int repeats,
        @Nullable Long lastRepeatAt,
        @Nullable Answer answer,
        @Nullable MailDelivery mail) {}
