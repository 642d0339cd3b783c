package dev.tokenfamily;

import dev.tokenfamily.detection.Capped;
import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.ending.CapEnds;
import dev.tokenfamily.ending.VerdictEnds;
import dev.tokenfamily.history.History;
import dev.tokenfamily.log.Names;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.Statistics;
import dev.tokenfamily.telemetry.CapDetails;
import dev.tokenfamily.telemetry.CapLog;
import dev.tokenfamily.telemetry.FamilyMeters;
import dev.tokenfamily.telemetry.IncidentLog;
import dev.tokenfamily.telemetry.VerdictDetails;
import dev.tokenfamily.token.VerdictListener;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** Passes what the hook found on to those who tell people. */
final class VerdictNotifications implements VerdictListener {

    private final FamilyMeters meters;
    private final Statistics statistics;
    private final History history;
    private final boolean logNames;

    /** Whether the log names people and clients beside their ids is for the operator to say. */
    VerdictNotifications(FamilyMeters meters, Statistics statistics, History history, boolean logNames) {
        this.meters = meters;
        this.statistics = statistics;
        this.history = history;
        this.logNames = logNames;
    }

    @Override
    public void judged(Finding finding, AuthenticatedClientSessionModel clientSession, EventBuilder event) {
        VerdictDetails.write(finding, event);
        IncidentLog.write(finding, () -> named(() -> names(clientSession)));
        VerdictEnds.record(finding, history);
        statistics.judged(finding, today());
    }

    @Override
    public void judgedAfterTheEnd(Finding finding, ClientModel client, UserModel user, EventBuilder event) {
        VerdictDetails.write(finding, event);
        IncidentLog.write(
                finding,
                () -> named(() -> new Names(client.getRealm().getName(), client.getClientId(), user.getUsername())));
    }

    @Override
    public void capped(Capped capped, AuthenticatedClientSessionModel clientSession, EventBuilder event) {
        CapDetails.write(capped, event::detail);
        CapLog.write(capped, () -> named(() -> names(clientSession)));
        CapEnds.record(capped, history);
        meters.capped(capped.ended().size(), clientSession.getRealm().getName());
    }

    private Optional<Names> named(Supplier<Names> names) {
        return logNames ? Optional.of(names.get()) : Optional.empty();
    }

    private static Names names(AuthenticatedClientSessionModel clientSession) {
        UserSessionModel userSession = clientSession.getUserSession();
        return new Names(
                userSession.getRealm().getName(),
                clientSession.getClient().getClientId(),
                userSession.getUser().getUsername());
    }

    @Override
    public void answered(Finding finding, RealmModel realm) {
        meters.refreshed(finding, realm.getName(), clientId(finding, realm));
        statistics.answered(finding, today());
    }

    /** It has just been served, and may be gone by now. */
    private static String clientId(Finding finding, RealmModel realm) {
        String id = finding.token().owner().clientId();
        @Nullable ClientModel client = realm.getClientById(id);
        return client == null ? id : client.getClientId();
    }

    private static long today() {
        return Period.dayOf(Time.currentTimeSeconds());
    }
}
