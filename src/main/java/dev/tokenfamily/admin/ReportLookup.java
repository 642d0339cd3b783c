package dev.tokenfamily.admin;

import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.StatisticStore;
import dev.tokenfamily.report.Tally;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;

/** What an admin asks about the refreshes of the last days, the present one included. */
public final class ReportLookup {

    /** The parameters of the report. */
    static final Set<String> PARAMETERS = Set.of("days", "clientId");

    /** How many days are reported on unless the query says otherwise, or fewer are kept. */
    static final int DEFAULT_DAYS = 7;

    private final AdminRequest admin;
    private final StatisticStore statistics;

    /** Serves one request of that admin. */
    public ReportLookup(AdminRequest admin, StatisticStore statistics) {
        this.admin = admin;
        this.statistics = statistics;
    }

    /** The report that the query asks for ({@link #PARAMETERS}), the present day (of UTC) included. */
    ReportRepresentation read(MultivaluedMap<String, String> query) {
        admin.requireView(null);
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        int kept = statistics.daysKept();
        long now = Time.currentTimeSeconds();
        Period period = Period.ofDays(parameters.number("days", Math.min(DEFAULT_DAYS, kept), 1, kept), now);
        String clientId = parameters.text("clientId");
        return ReportRepresentation.of(period, now, tallies(clientId == null ? null : admin.client(clientId), period));
    }

    /** What was counted, by {@code client_id}. */
    private Map<String, Tally> tallies(@Nullable ClientModel only, Period period) {
        Map<String, Tally> tallies = new TreeMap<>();
        if (only != null) {
            tallies.put(only.getClientId(), new Tally());
        }
        statistics
                .read(admin.realm().getId(), only == null ? null : only.getId(), period)
                .forEach((id, tally) -> {
                    String clientId = admin.clientId(id);
                    if (clientId != null) { // or else it has been removed
                        tallies.put(clientId, tally);
                    }
                });
        return tallies;
    }
}
