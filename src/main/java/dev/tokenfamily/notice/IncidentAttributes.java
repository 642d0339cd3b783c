package dev.tokenfamily.notice;

import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.Sighting;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * An incident in the words of mails and pages: {@code clientName}, {@code time}, {@code presented}, {@code holder},
 * {@code scope}, {@code newPlace}, {@code unusual} and {@code ended}. Nothing that a request said is among them but IP addresses.
 */
public final class IncidentAttributes {

    /** A region, since a mere offset would be shown as {@code Z}. */
    private static final ZoneId UTC = ZoneId.of("UTC");

    private IncidentAttributes() {}

    /** What a template is given of an incident of that realm, in that language. */
    public static Map<String, Object> of(ListedIncident listed, RealmModel realm, Locale locale) {
        return of(listed, realm.getClientById(listed.incident().owner().clientId()), locale);
    }

    /**
     * What a template is given of an incident, in that language.
     *
     * @param client that the family belonged to; null where it is gone
     */
    static Map<String, Object> of(ListedIncident listed, @Nullable ClientModel client, Locale locale) {
        Incident incident = listed.incident();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("clientName", client == null ? "" : ShownName.ofClient(client.getName(), client.getClientId()));
        attributes.put("time", time(listed.at(), locale));
        attributes.put("presented", party(incident.presentedFrom()));
        attributes.put("holder", party(incident.rotatedFrom()));
        attributes.put("scope", listed.endedScope());
        Sighting seen = Sighting.of(incident.kind());
        attributes.put("newPlace", seen == Sighting.NEW_PLACE);
        attributes.put("unusual", seen == Sighting.UNUSUAL);
        attributes.put("ended", listed.ended());
        return attributes;
    }

    private static Map<String, String> party(Origin origin) {
        String address =
                origin.address().equals(Address.UNKNOWN) ? "" : origin.address(); // templates have a word for it
        return Map.of("address", address, "device", Devices.describe(origin.userAgent()));
    }

    static String time(long epochSeconds, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG)
                .withLocale(locale)
                .format(ZonedDateTime.ofInstant(Instant.ofEpochSecond(epochSeconds), UTC));
    }
}
