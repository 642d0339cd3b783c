package dev.tokenfamily.store.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/**
 * An incident that is not recorded yet, as the row of its revoked family keeps it: JSON in ASCII, so that a character of it
 * takes one byte in every database.
 */
record DueIncident(Incident incident, FollowUp followUp) {

    /** The width of the column. */
    static final int WIDTH = 4000;

    private static final ObjectWriter ASCII = JsonSerialization.mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    /** Also what a newer version has written. */
    private static final ObjectReader TOLERANT =
            JsonSerialization.mapper.readerFor(Column.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Nobody can read what a row keeps. */
    static final class Unreadable extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private Unreadable(Throwable cause) {
            super("An incident that is due cannot be read", cause);
        }
    }

    /** What the row does not tell by itself. */
    record Column(
            String kind,
            int presented,
            int current,
            String from,
            @Nullable String by,
            String rotatedFrom,
            @Nullable String rotatedBy,
            String scope,
            boolean enforced,
            boolean mail,
            @Nullable String action,
            @Nullable String url,
            @Nullable Long successorAt,
            @Nullable String impersonator) {

        private Column withoutUserAgents() {
            return new Column(
                    kind,
                    presented,
                    current,
                    from,
                    null,
                    rotatedFrom,
                    null,
                    scope,
                    enforced,
                    mail,
                    action,
                    url,
                    successorAt,
                    impersonator);
        }

        private Column withoutImpersonator() {
            return new Column(
                    kind,
                    presented,
                    current,
                    from,
                    by,
                    rotatedFrom,
                    rotatedBy,
                    scope,
                    enforced,
                    mail,
                    action,
                    url,
                    successorAt,
                    null);
        }
    }

    /**
     * For the column. Where it would be too long, what it was by is left out, and then the admin's name: that there is an alarm
     * matters more.
     */
    String text() {
        Column column = new Column(
                incident.kind(),
                incident.presentedGeneration(),
                incident.currentGeneration(),
                incident.presentedFrom().address(),
                incident.presentedFrom().userAgent(),
                incident.rotatedFrom().address(),
                incident.rotatedFrom().userAgent(),
                incident.scope(),
                incident.enforced(),
                followUp.notifyUser(),
                followUp.requiredAction(),
                followUp.realmUrl(),
                incident.successorIssuedAt(),
                incident.impersonator());
        return Stream.of(column, column.withoutUserAgents())
                .map(DueIncident::text)
                .filter(text -> text.length() <= WIDTH)
                .findFirst()
                .orElseGet(() -> text(column.withoutUserAgents().withoutImpersonator()));
    }

    private static String text(Column column) {
        try {
            return ASCII.writeValueAsString(column);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An incident cannot be written", e);
        }
    }

    /**
     * What the row of a family keeps.
     *
     * @param owner of that family
     * @param kept the text of its column
     * @throws Unreadable if nobody can read it
     */
    static DueIncident of(String familyId, Owner owner, String kept) {
        Column column = column(kept);
        Incident incident = new Incident(
                familyId,
                owner,
                column.kind,
                column.presented,
                column.current,
                new Origin(column.from, column.by),
                new Origin(column.rotatedFrom, column.rotatedBy),
                column.scope,
                column.enforced,
                column.successorAt,
                column.impersonator,
                null);
        return new DueIncident(incident, new FollowUp(column.mail, column.action, column.url));
    }

    private static Column column(String text) {
        try {
            return TOLERANT.readValue(text);
        } catch (JsonProcessingException e) {
            throw new Unreadable(e);
        }
    }
}
