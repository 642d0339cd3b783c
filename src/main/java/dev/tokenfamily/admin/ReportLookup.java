package dev.tokenfamily.admin;

import dev.tokenfamily.policy.PolicyReport;
import dev.tokenfamily.policy.UnreadablePoliciesException;
import dev.tokenfamily.report.Adviser;
import dev.tokenfamily.report.ClientPeriod;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.Recommendation;
import dev.tokenfamily.report.Standing;
import dev.tokenfamily.report.StatisticStore;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;

/** What an admin asks about the refreshes of the last days, the present one included. */
public final class ReportLookup {

    /** The parameters of the report. */
    static final Set<String> PARAMETERS = Set.of("days", QueryParameters.CLIENT);

    /** How many days are reported on unless the query says otherwise, or fewer are kept. */
    static final int DEFAULT_DAYS = 7;

    private static final Logger LOG = Logger.getLogger(ReportLookup.class);

    private final AdminRequest admin;
    private final StatisticStore statistics;
    private final Function<ClientModel, PolicyReport> policies;

    /**
     * Serves one request of that admin.
     *
     * @param policies of the clients, which it reads once for all of them
     */
    public ReportLookup(AdminRequest admin, StatisticStore statistics, Function<ClientModel, PolicyReport> policies) {
        this.admin = admin;
        this.statistics = statistics;
        this.policies = policies;
    }

    /** The report that the query asks for ({@link #PARAMETERS}), the present day (of UTC) included. */
    ReportRepresentation read(MultivaluedMap<String, String> query) {
        admin.requireView(null);
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        int kept = statistics.daysKept();
        long now = Time.currentTimeSeconds();
        Period period = Period.ofDays(parameters.number("days", Math.min(DEFAULT_DAYS, kept), 1, kept), now);
        String clientId = parameters.text(QueryParameters.CLIENT);
        Map<ClientModel, ClientPeriod> counted = counted(clientId == null ? null : admin.client(clientId), period);
        SortedMap<String, ClientPeriod> byClientId = new TreeMap<>();
        counted.forEach((client, tallies) -> byClientId.put(client.getClientId(), tallies));
        return ReportRepresentation.of(period, now, byClientId, recommendations(counted));
    }

    private Map<ClientModel, ClientPeriod> counted(@Nullable ClientModel only, Period period) {
        Map<ClientModel, ClientPeriod> counted = new HashMap<>();
        Map<String, ClientPeriod> read =
                statistics.read(admin.realm().getId(), only == null ? null : Set.of(only.getId()), period);
        if (only != null) {
            counted.put(only, read.getOrDefault(only.getId(), new ClientPeriod()));
            return counted;
        }
        read.forEach((id, tallies) -> {
            ClientModel client = admin.realm().getClientById(id);
            if (client != null) { // or else it has been removed
                counted.put(client, tallies);
            }
        });
        return counted;
    }

    /** What to do about each client, by {@code client_id}; about none where the realm's policies cannot be read. */
    private Map<String, Recommendation> recommendations(Map<ClientModel, ClientPeriod> counted) {
        Map<String, Recommendation> recommendations = new HashMap<>();
        try {
            counted.forEach((client, tallies) -> recommendations.put(
                    client.getClientId(),
                    Adviser.recommend(
                            Standing.under(policies.apply(client).effective().advised()), tallies.whole())));
            return recommendations;
        } catch (UnreadablePoliciesException e) {
            LOG.warn("A report of an admin has no recommendations", e);
            return Map.of();
        }
    }
}
