package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.family.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from.
 *
 * @param address as Keycloak saw it
 * @param userAgent as it said itself, printable ASCII only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OriginRepresentation(String address, @Nullable String userAgent) {

    static OriginRepresentation of(Origin origin) {
        return new OriginRepresentation(origin.address(), origin.userAgent());
    }
}
