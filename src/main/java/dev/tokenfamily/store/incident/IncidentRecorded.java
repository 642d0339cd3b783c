package dev.tokenfamily.store.incident;

import org.keycloak.provider.ProviderEvent;

/** This server has just recorded an incident: what is queued for it need not wait for the next look. */
public record IncidentRecorded() implements ProviderEvent {}
