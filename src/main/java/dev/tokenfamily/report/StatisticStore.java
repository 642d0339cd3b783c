package dev.tokenfamily.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where what all servers have counted is kept. */
public interface StatisticStore {

    /** For how many days counts are kept, the present one included. */
    int daysKept();

    /**
     * What was counted in that time, of each client by its internal id; without those of which nothing was.
     *
     * @param clientId of the only client to be read; null for all of the realm
     */
    Map<String, Tally> read(String realmId, @Nullable String clientId, Period period);
}
