package dev.tokenfamily.history;

/**
 * Which incident, of all that there can be in a realm.
 *
 * @param familyId whose token came
 * @param kind of the incident, as it is written in rows
 * @param enforced whether the family was revoked for it
 */
public record IncidentName(String familyId, String kind, boolean enforced) {}
