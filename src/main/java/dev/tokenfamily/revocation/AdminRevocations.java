package dev.tokenfamily.revocation;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.MultiSiteUtils;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What ends with what admins do. Of an update it looks at what is, since the event need not say what has changed. */
final class AdminRevocations {

    private static final String OFFLINE_PARAMETER = "isOffline";
    private static final String CLIENT_PARAMETER = "client";

    private final KeycloakSession session;
    private final String realmId;
    private final CredentialChanges credentialChanges;
    private final IncidentStore incidents;
    private final List<Revocation> found = new ArrayList<>();

    private AdminRevocations(
            KeycloakSession session, String realmId, CredentialChanges credentialChanges, IncidentStore incidents) {
        this.session = session;
        this.realmId = realmId;
        this.credentialChanges = credentialChanges;
        this.incidents = incidents;
    }

    /** What ends with that event; empty where no family does. Ends client sessions where a credential has changed. */
    static List<Revocation> find(
            AdminEvent event, KeycloakSession session, CredentialChanges credentialChanges, IncidentStore incidents) {
        AdminRevocations revocations = new AdminRevocations(session, event.getRealmId(), credentialChanges, incidents);
        AdminAct.read(event).ifPresent(revocations::find);
        return revocations.found;
    }

    private void find(AdminAct act) {
        switch (act.kind()) {
            case SESSION_ENDED ->
                revoke(Selection.ofSession(realmId, act.id(), isOffline()), RevocationReason.SESSION_ENDED);
            case ALL_LOGGED_OUT -> allLoggedOut();
            case USER_LOGGED_OUT -> revoke(Selection.ofUser(realmId, act.id()), RevocationReason.SESSION_ENDED);
            case CREDENTIAL_CHANGED -> found.addAll(credentialChanges.endWithPassword(realm(), act.id(), incidents));
            case CONSENT_WITHDRAWN -> consentWithdrawn(act.id(), act.ids().get(1));
            case REALM_UPDATED -> updatedRealm();
            case USER_UPDATED -> updatedUser(session.users().getUserById(realm(), act.id()));
            case CLIENT_UPDATED -> updatedClient(realm().getClientById(act.id()));
        }
    }

    private boolean isOffline() {
        return Boolean.parseBoolean(
                session.getContext().getUri().getQueryParameters().getFirst(OFFLINE_PARAMETER));
    }

    private void allLoggedOut() {
        revoke(Selection.ofSessions(realmId, false), RevocationReason.SESSION_ENDED);
        if (MultiSiteUtils.isPersistentSessionsEnabled()) { // then Keycloak ends all that it stores, offline too
            revoke(Selection.ofSessions(realmId, true), RevocationReason.SESSION_ENDED);
        }
    }

    private void consentWithdrawn(String userId, String clientIdInPath) {
        ClientModel client = realm().getClientByClientId(
                        Objects.requireNonNullElse(pathParameter(CLIENT_PARAMETER), clientIdInPath));
        if (client != null) {
            revoke(Selection.ofClientOfUser(realmId, client.getId(), userId), RevocationReason.CONSENT_WITHDRAWN);
        }
    }

    /**
     * A parameter of the path as JAX-RS has found it: a {@code client_id} can end with a slash, and so can a path that names
     * another one.
     */
    private @Nullable String pathParameter(String name) {
        return session.getContext().getUri().getPathParameters().getFirst(name);
    }

    private void updatedRealm() {
        if (realm().getNotBefore() > 0) {
            revoke(Selection.ofRealmIssuedBefore(realmId, realm().getNotBefore()), RevocationReason.NOT_BEFORE);
        }
    }

    private void updatedUser(@Nullable UserModel user) {
        if (user != null && !user.isEnabled()) {
            revoke(Selection.ofUser(realmId, user.getId()), RevocationReason.USER_DISABLED);
        }
    }

    private void updatedClient(@Nullable ClientModel client) {
        if (client == null) {
            return;
        }
        if (!client.isEnabled()) {
            revoke(Selection.ofClient(realmId, client.getId()), RevocationReason.CLIENT_DISABLED);
        }
        if (client.getNotBefore() > 0) {
            revoke(
                    Selection.ofClientIssuedBefore(realmId, client.getId(), client.getNotBefore()),
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
