package dev.tokenfamily.store.statistic;

import dev.tokenfamily.report.Period;
import dev.tokenfamily.store.database.FamilyDatabase;
import java.util.Map;
import java.util.function.IntConsumer;
import org.keycloak.expiration.jpa.ExpirationAction;
import org.keycloak.models.KeycloakSession;

/** Removes the statistics of days that nobody may ask for any more. */
public final class StatisticPurge implements ExpirationAction {

    private final FamilyDatabase database;
    private final int daysKept;

    public StatisticPurge(FamilyDatabase database, int daysKept) {
        this.database = database;
        this.daysKept = daysKept;
    }

    @Override
    public boolean removeExpired(
            KeycloakSession session, String realmId, int now, int maxRemoval, IntConsumer removeCount) {
        return database.lookUp(em ->
                new StatisticStatements(em).remove("f.day <= :last", Map.of("last", Period.dayOf(now) - daysKept)));
    }
}
