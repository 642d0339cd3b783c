package dev.tokenfamily.selfservice;

import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.notice.IncidentAttributes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What an action would do, for pages and mails: {@code action}, and of what it is about {@code clientName}, {@code device},
 * {@code familyName}, {@code newName} and {@code answer}.
 */
public final class ActionWords {

    private final RealmModel realm;
    private final Locale locale;
    private final FamilyQueries families;
    private final RecordedIncidents incidents;

    /** In the realm of the session's context, for the user whom it shows something. */
    public ActionWords(KeycloakSession session, FamilyQueries families, RecordedIncidents incidents) {
        this.realm = session.getContext().getRealm();
        this.locale = session.getContext().resolveLocale(null);
        this.families = families;
        this.incidents = incidents;
    }

    /** What a template is given; empty where what the action is about is gone, or not that user's. */
    Optional<Map<String, Object>> describe(WantedAction action, UserModel user) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("action", action.text());
        if (action instanceof WantedAction.EndOne end) {
            return family(end.familyId(), user).map(of -> with(shown, of));
        }
        if (action instanceof WantedAction.Name name) {
            shown.put("newName", name.name() == null ? "" : name.name());
            return family(name.familyId(), user).map(of -> with(shown, of));
        }
        if (action instanceof WantedAction.Answering answering) {
            shown.put("answer", answering.answer().text());
            return incident(answering.incidentId(), user).map(of -> {
                shown.putAll(IncidentAttributes.of(of, realm, locale));
                return shown;
            });
        }
        return Optional.of(shown);
    }

    private Map<String, Object> with(Map<String, Object> shown, ListedFamily of) {
        @Nullable ClientModel client = realm.getClientById(of.family().owner().clientId());
        shown.put("clientName", client == null ? "" : OwnClientName.of(client).name());
        shown.put(
                "device", Place.Device.of(of.family().rotatedFrom().userAgent()).inWords());
        shown.put("familyName", of.name() == null ? "" : of.name());
        return shown;
    }

    private Optional<ListedFamily> family(String familyId, UserModel user) {
        return families.find(realm.getId(), familyId)
                .filter(found -> !found.family().revoked())
                .filter(found -> found.family().owner().userId().equals(user.getId()));
    }

    private Optional<ListedIncident> incident(String incidentId, UserModel user) {
        return incidents
                .read(realm.getId(), incidentId)
                .filter(found -> found.incident().owner().userId().equals(user.getId()));
    }
}
