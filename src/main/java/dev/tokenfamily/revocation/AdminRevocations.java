package dev.tokenfamily.revocation;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.MultiSiteUtils;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What admins end, as admin events tell it: by the operation, and the path below {@code /admin/realms/{realm}/}. */
final class AdminRevocations {

    private static final Pattern SESSION = Pattern.compile("sessions/([^/]+)");
    private static final Pattern ALL_SESSIONS = Pattern.compile("logout-all");
    private static final Pattern USER = Pattern.compile("users/([^/]+)");
    private static final Pattern USER_LOGOUT = Pattern.compile("users/([^/]+)/logout");
    private static final Pattern CONSENT = Pattern.compile("users/([^/]+)/consents/(.+)");
    private static final Pattern CREDENTIAL = Pattern.compile("users/([^/]+)/(?:reset-password|credentials/[^/]+)");
    private static final Pattern CLIENT = Pattern.compile("clients/([^/]+)");

    private static final String OFFLINE_PARAMETER = "isOffline";

    private final KeycloakSession session;
    private final AdminEvent event;
    private final CredentialChanges credentialChanges;
    private final String realmId;
    private final String path;
    private final List<Revocation> found = new ArrayList<>();

    private AdminRevocations(KeycloakSession session, AdminEvent event, CredentialChanges credentialChanges) {
        this.session = session;
        this.event = event;
        this.credentialChanges = credentialChanges;
        this.realmId = event.getRealmId();
        this.path = Objects.requireNonNullElse(event.getResourcePath(), "");
    }

    /** Empty where the event ends no family. */
    static List<Revocation> in(AdminEvent event, KeycloakSession session, CredentialChanges credentialChanges) {
        AdminRevocations revocations = new AdminRevocations(session, event, credentialChanges);
        switch (event.getOperationType()) {
            case DELETE -> revocations.ended();
            case ACTION -> revocations.done();
            case UPDATE -> revocations.updated();
            default -> {
                // creates
            }
        }
        return revocations.found;
    }

    private void ended() {
        Matcher ended = SESSION.matcher(path);
        if (ended.matches()) {
            boolean offline = Boolean.parseBoolean(
                    session.getContext().getUri().getQueryParameters().getFirst(OFFLINE_PARAMETER));
            revoke(new Selection.OfEndedSession(realmId, ended.group(1), offline), RevocationReason.SESSION_ENDED);
        }
    }

    private void done() {
        Matcher logout = USER_LOGOUT.matcher(path);
        Matcher consent = CONSENT.matcher(path);
        Matcher credential = CREDENTIAL.matcher(path);
        if (ALL_SESSIONS.matcher(path).matches()) {
            revoke(new Selection.OfSessionsOfRealm(realmId, false), RevocationReason.SESSION_ENDED);
            if (MultiSiteUtils.isPersistentSessionsEnabled()) { // then Keycloak ends all that it stores, offline too
                revoke(new Selection.OfSessionsOfRealm(realmId, true), RevocationReason.SESSION_ENDED);
            }
        } else if (logout.matches()) {
            revoke(new Selection.OfUser(realmId, logout.group(1)), RevocationReason.SESSION_ENDED);
        } else if (credential.matches()) {
            found.addAll(credentialChanges.of(realm(), credential.group(1)));
        } else if (consent.matches()) {
            ClientModel client = realm().getClientByClientId(consent.group(2));
            if (client != null) {
                revoke(
                        new Selection.OfClientOfUser(realmId, client.getId(), consent.group(1)),
                        RevocationReason.CONSENT_WITHDRAWN);
            }
        }
    }

    /** Looks at what is, since the event need not say what has changed. */
    private void updated() {
        Matcher user = USER.matcher(path);
        Matcher client = CLIENT.matcher(path);
        if (event.getResourceType() == ResourceType.REALM && path.isEmpty()) {
            updatedRealm();
        } else if (user.matches()) {
            updatedUser(session.users().getUserById(realm(), user.group(1)));
        } else if (client.matches()) {
            updatedClient(realm().getClientById(client.group(1)));
        }
    }

    private void updatedRealm() {
        if (realm().getNotBefore() > 0) {
            revoke(new Selection.OfRealmIssuedBefore(realmId, realm().getNotBefore()), RevocationReason.NOT_BEFORE);
        }
    }

    private void updatedUser(@Nullable UserModel user) {
        if (user != null && !user.isEnabled()) {
            revoke(new Selection.OfUser(realmId, user.getId()), RevocationReason.USER_DISABLED);
        }
    }

    private void updatedClient(@Nullable ClientModel client) {
        if (client == null) {
            return;
        }
        if (!client.isEnabled()) {
            revoke(new Selection.OfClient(realmId, client.getId()), RevocationReason.CLIENT_DISABLED);
        }
        if (client.getNotBefore() > 0) {
            revoke(
                    new Selection.OfClientIssuedBefore(realmId, client.getId(), client.getNotBefore()),
                    RevocationReason.NOT_BEFORE);
        }
    }

    private void revoke(Selection selection, RevocationReason reason) {
        found.add(new SelectionRevocation(selection, reason));
    }

    private RealmModel realm() {
        return session.realms().getRealm(realmId);
    }
}
