package dev.tokenfamily.admin;

import static dev.tokenfamily.admin.QueryParameters.CLIENT;
import static dev.tokenfamily.admin.QueryParameters.FIRST;
import static dev.tokenfamily.admin.QueryParameters.MAX;

import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.policy.PolicyReport;
import dev.tokenfamily.report.ClientPeriod;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.StatisticStore;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/** What an admin asks about the clients of a realm: those of OpenID Connect that he may see, in the order of their client ids. */
public final class ClientLookup {

    private static final String SEARCH = "search";

    /** The filters of a count. */
    static final Set<String> COUNT = Set.of(SEARCH, CLIENT);

    /** The filters of a list. */
    static final Set<String> LIST = Set.of(SEARCH, CLIENT, FIRST, MAX);

    private final AdminRequest admin;
    private final StatisticStore statistics;
    private final Function<ClientModel, PolicyReport> policies;

    /**
     * Serves one request of that admin.
     *
     * @param policies of the clients, which it reads once for all of them
     */
    public ClientLookup(AdminRequest admin, StatisticStore statistics, Function<ClientModel, PolicyReport> policies) {
        this.admin = admin;
        this.statistics = statistics;
        this.policies = policies;
    }

    /** The clients that the query selects ({@link #LIST}). */
    List<ListedClient> list(MultivaluedMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, LIST);
        Page page = parameters.page();
        List<ClientModel> clients =
                visible(parameters).skip(page.first()).limit(page.max()).toList();
        Function<ClientModel, ListedClient> listed = represented(clients);
        return clients.stream().map(listed).toList();
    }

    /** How many clients the query selects ({@link #COUNT}). */
    long count(MultivaluedMap<String, String> query) {
        return visible(new QueryParameters(query, COUNT)).count();
    }

    private Stream<ClientModel> visible(QueryParameters parameters) {
        admin.permissions().realm().requireViewRealm();
        admin.permissions().clients().requireList();
        return selected(parameters).toList().stream() // the ids in one statement, before each is looked up
                .filter(client ->
                        client.getProtocol() == null || client.getProtocol().equals(OIDCLoginProtocol.LOGIN_PROTOCOL))
                .filter(admin.permissions().clients()::canView);
    }

    private Stream<ClientModel> selected(QueryParameters parameters) {
        @Nullable String search = parameters.text(SEARCH);
        @Nullable String clientId = parameters.text(CLIENT);
        if (search != null && clientId != null) {
            throw QueryParameters.invalid("The parameters 'search' and 'clientId' exclude each other");
        }
        if (clientId != null) {
            return Stream.ofNullable(admin.realm().getClientByClientId(clientId));
        }
        return search == null
                ? admin.realm().getClientsStream()
                : admin.realm().searchClientByClientIdStream(search, null, null);
    }

    /** What was counted is read at once, and shown only to who may see the report. */
    private Function<ClientModel, ListedClient> represented(List<ClientModel> clients) {
        if (!admin.permissions().users().canView()) {
            return client -> ListedClient.of(client, policies.apply(client), null);
        }
        int days = Math.min(ReportLookup.DEFAULT_DAYS, statistics.daysKept());
        Map<String, ClientPeriod> counted = statistics.read(
                admin.realm().getId(),
                clients.stream().map(ClientModel::getId).toList(),
                Period.ofDays(days, Time.currentTimeSeconds()));
        return client -> {
            PolicyReport policy = policies.apply(client);
            ClientPeriod tallies = counted.getOrDefault(client.getId(), new ClientPeriod());
            return ListedClient.of(
                    client,
                    policy,
                    ShortReport.of(days, tallies.whole(), policy.effective().advised()));
        };
    }
}
