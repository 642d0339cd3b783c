package dev.tokenfamily.revocation;

import dev.tokenfamily.detection.EndingToken;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.log.LogField;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What a refresh token ends. Before that, it is noted where the token is superseded: afterwards its family is as dead as any,
 * and nobody could tell (ADR 14).
 */
final class NotedRevocation implements Revocation {

    private static final Logger LOG = Logger.getLogger(NotedRevocation.class);

    private final EndingToken token;
    private final Revocation revocation;
    private final IncidentStore incidents;
    private final Consumer<Incident> report;
    private boolean noted;

    /**
     * Before that revocation, notes that token.
     *
     * @param incidents to which it is noted
     * @param report hears of an incident that is the first of its kind in its family
     */
    NotedRevocation(EndingToken token, Revocation revocation, IncidentStore incidents, Consumer<Incident> report) {
        this.token = token;
        this.revocation = revocation;
        this.incidents = incidents;
        this.report = report;
    }

    @Override
    public int revokeIn(FamilyStore store) {
        if (!noted) {
            noted = true;
            note(store);
        }
        return revocation.revokeIn(store);
    }

    @Override
    public List<SelectionRevocation> ended() {
        return revocation.ended();
    }

    /** What somebody asked to end must not live on because that cannot be noted. */
    private void note(FamilyStore store) {
        try {
            token.note(store, incidents).ifPresent(report);
        } catch (StoreUnavailableException e) {
            LOG.warnf(
                    e,
                    "A session of family %s of realm %s ends by a token, and it cannot be noted whether that was superseded",
                    LogField.of(token.token().familyId()),
                    LogField.of(token.token().owner().realmId()));
        }
    }
}
