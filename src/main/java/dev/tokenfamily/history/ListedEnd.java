package dev.tokenfamily.history;

import org.jspecify.annotations.Nullable;

/**
 * An end as it is on record.
 *
 * @param id of the record
 * @param end what is recorded
 * @param incidentId of the incident that it follows from; null where it follows from none
 */
public record ListedEnd(String id, End end, @Nullable String incidentId) {}
