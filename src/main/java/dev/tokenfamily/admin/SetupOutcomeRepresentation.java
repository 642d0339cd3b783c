package dev.tokenfamily.admin;

import java.util.List;

/**
 * What setting up a realm changed, or would change.
 *
 * @param changes one sentence each, in English; none where all was so already
 */
public record SetupOutcomeRepresentation(List<String> changes) {}
