package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who ended something.
 *
 * @param kind {@code user}, {@code admin}, {@code client}, {@code server} or {@code unknown}
 * @param username of the user or admin; absent where the one is gone, and of an admin unless whoever asks may view events
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActorRepresentation(String kind, @Nullable String username) {}
