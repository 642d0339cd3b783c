package dev.tokenfamily.selfservice;

import dev.tokenfamily.family.FamilyNames;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.notice.Answers;
import dev.tokenfamily.outbox.NewEntry;
import dev.tokenfamily.policy.Lifetimes;
import dev.tokenfamily.request.CallRates;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotFoundException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The self-service of one server, as long as it runs: whether there is any, and how often it is called. It is there where the
 * operator has switched it on and the realm has our client.
 */
public final class SelfService {

    private static final int MOST_CALLS = 120;
    private static final long CALLS_WINDOW = 60;

    private static final int MOST_ACTIONS = 20;
    private static final long ACTIONS_WINDOW = 3600;

    /** Logins that are counted at a time. */
    private static final int MOST_LOGINS = 10_000;

    private final boolean on;
    private final CallRates calls;
    private final CallRates actions;

    /**
     * One that has counted nothing yet.
     *
     * @param on whether the operator wants it
     * @param now tells the time in epoch seconds
     */
    public SelfService(boolean on, LongSupplier now) {
        this.on = on;
        this.calls = new CallRates(MOST_CALLS, CALLS_WINDOW, MOST_LOGINS, now);
        this.actions = new CallRates(MOST_ACTIONS, ACTIONS_WINDOW, MOST_LOGINS, now);
    }

    /** Whether users of that realm have it. */
    public boolean isOn(RealmModel realm) {
        @Nullable ClientModel account = realm.getClientByClientId(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        return on
                && account != null
                && account.isEnabled()
                && OwnClient.of(realm).isPresent();
    }

    /**
     * What one request needs.
     *
     * @param lifetimes of a user's families at a client, as the policy for that user is now
     * @param outbox queues what is to be told, in a transaction of its own
     */
    public record Means(
            FamilyQueries families,
            RecordedIncidents incidents,
            FamilyNames names,
            Answers answers,
            SignInEnds ends,
            BiFunction<ClientModel, UserModel, Lifetimes> lifetimes,
            Consumer<NewEntry> outbox) {}

    /**
     * What answers the request of that session.
     *
     * @throws NotFoundException where the realm has no self-service
     */
    public Object resource(KeycloakSession session, Means means) {
        RealmModel realm = session.getContext().getRealm();
        if (!isOn(realm)) {
            throw new NotFoundException();
        }
        ClientModel client = OwnClient.of(realm).orElseThrow(NotFoundException::new);
        Callers callers = new Callers(session, client, calls);
        if (session.getContext().getHttpRequest().getHttpMethod().equals(HttpMethod.OPTIONS)) {
            return new PreflightResource(callers);
        }
        OwnFamilies families = new OwnFamilies(session, means.families(), means.lifetimes());
        OwnIncidents incidents = new OwnIncidents(means.incidents());
        return new MineResource(
                callers,
                actions,
                families,
                incidents,
                new OwnActions(session, families, incidents, means.names(), means.answers(), means.ends()),
                new ActionWords(session, means.families(), means.incidents()),
                new ActionReport(session, means.outbox()));
    }
}
