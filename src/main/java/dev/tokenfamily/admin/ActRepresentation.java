package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.ListedEnd;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user has ended of somebody else, as an admin does. Of whom, is not for the export of this user's data.
 *
 * @param id of the record
 * @param time epoch milliseconds
 * @param cause by what it ended, as {@code docs/openapi.yaml} lists them
 * @param scope how far it reached
 * @param from where the user was; null where nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActRepresentation(
        String id,
        long time,
        String cause,
        String scope,
        @Nullable OriginRepresentation from) {

    static ActRepresentation of(ListedEnd listed) {
        End end = listed.end();
        return new ActRepresentation(
                listed.id(),
                end.time(),
                end.cause().code(),
                end.reach().scope(),
                end.from() == null ? null : OriginRepresentation.of(end.from()));
    }
}
