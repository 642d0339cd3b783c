package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.history.History;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Hears of what people end outside a refresh, for which Keycloak 26.7 has no other hook. The families are revoked as the
 * request commits: whoever gets its answer can rely on it, and a failure fails the request. Keycloak refuses most of
 * these tokens by itself; but it may accept them again (the user is enabled again), and a refresh in flight may bring an
 * ended session back to its caches.
 */
public final class RevocationListener implements EventListenerProvider {

    private final KeycloakSession session;
    private final FamilyStore store;
    private final IncidentStore incidents;
    private final UserRevocations userRevocations;
    private final CredentialChanges credentialChanges;
    private final IntConsumer revokedFamilies;
    private final Caution caution;
    private final RecordedEnds ends;

    /**
     * Serves one request.
     *
     * @param policy that governs the request, for a user by the id
     * @param credentialChangePolicies of a realm
     * @param revokedFamilies is told how many families were revoked
     * @param noted is told of the first superseded token by which a session of a family ends
     * @param unreadable is told of everything that cannot be read and may end families, which end then
     * @param history where is recorded what ends
     */
    public RevocationListener(
            KeycloakSession session,
            FamilyStore store,
            IncidentStore incidents,
            Function<String, Optional<Policy>> policy,
            Function<RealmModel, CredentialChangePolicy> credentialChangePolicies,
            IntConsumer revokedFamilies,
            Consumer<Incident> noted,
            Runnable unreadable,
            History history) {
        this.session = session;
        this.store = store;
        this.incidents = incidents;
        this.caution = new Caution(unreadable);
        this.credentialChanges = new CredentialChanges(session, caution.guard(credentialChangePolicies));
        this.userRevocations = new UserRevocations(session, policy, credentialChanges, incidents, noted);
        this.revokedFamilies = revokedFamilies;
        this.ends = new RecordedEnds(session, history);
        UnannouncedCredentialChanges.keepRoomIn(session);
    }

    @Override
    public void onEvent(Event event) {
        caution.prepareOrRollBack(session.getTransactionManager(), () -> {
            List<? extends Revocation> revocations = caution.read(
                    "Event " + event.getType(), () -> userRevocations.find(event), () -> WidestRevocation.of(event));
            revocations.forEach(this::revokeAtCommit);
            ends.record(event, revocations);
        });
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        caution.prepareOrRollBack(session.getTransactionManager(), () -> {
            List<Revocation> revocations = caution.read(
                    "Admin event " + event.getOperationType() + " " + event.getResourceTypeAsString(),
                    () -> AdminRevocations.find(event, session, credentialChanges, incidents),
                    () -> WidestRevocation.of(event));
            revocations.forEach(this::revokeAtCommit);
            ends.record(event, revocations);
        });
    }

    private void revokeAtCommit(Revocation revocation) {
        RevocationAtCommit.enlist(session, revocation, store, revokedFamilies);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
