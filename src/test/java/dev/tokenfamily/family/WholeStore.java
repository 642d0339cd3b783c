package dev.tokenfamily.family;

import dev.tokenfamily.incident.IncidentStore;

/** Families and their incidents in one, as tests keep them. */
public interface WholeStore extends FamilyStore, IncidentStore {}
