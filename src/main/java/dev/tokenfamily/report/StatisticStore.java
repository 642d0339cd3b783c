package dev.tokenfamily.report;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where what all servers have counted is kept. */
public interface StatisticStore {

    /** For how many days counts are kept, the present one included. */
    int daysKept();

    /**
     * What was counted in that time, of each client by its internal id; without those of which nothing was. However many clients
     * there are, they are read at once.
     *
     * @param clientIds internal ids of the only clients to be read, at most 1,000; null for all of the realm
     */
    Map<String, ClientPeriod> read(String realmId, @Nullable Collection<String> clientIds, Period period);
}
