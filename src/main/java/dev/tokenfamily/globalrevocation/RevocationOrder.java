package dev.tokenfamily.globalrevocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tokenfamily.family.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/**
 * What a caller has asked for, as the outbox keeps it until it is done. Nobody has looked yet whether there is such a user.
 *
 * @param subject whom it is about
 * @param client internal id of the client that asked
 * @param provider alias of the identity provider whose users that client may name; null where it may name all
 * @param address where the request came from
 * @param agent the {@code User-Agent} of the request
 */
record RevocationOrder(
        Map<String, String> subject,
        String client,
        @Nullable String provider,
        String address,
        @Nullable String agent) {

    /** Also what a newer version has written. */
    private static final ObjectReader TOLERANT = JsonSerialization.mapper
            .readerFor(RevocationOrder.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static RevocationOrder of(SubjectIdentifier subject, String client, @Nullable String provider, Origin origin) {
        return new RevocationOrder(subject.members(), client, provider, origin.address(), origin.userAgent());
    }

    /**
     * Reads what the outbox keeps.
     *
     * @throws IllegalArgumentException if nobody can read it
     */
    static RevocationOrder read(String payload) {
        try {
            return TOLERANT.readValue(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("An order cannot be read", e);
        }
    }

    /** For the outbox. */
    String text() {
        try {
            return JsonSerialization.mapper.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An order cannot be written", e);
        }
    }

    /** Where the request came from. */
    Origin origin() {
        return new Origin(address, agent);
    }
}
