package dev.tokenfamily.store.incident;

import dev.tokenfamily.incident.IncidentFilter;
import dev.tokenfamily.incident.IncidentWaves;
import dev.tokenfamily.store.database.FamilyDatabase;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The waves of incidents in Keycloak's database, aside ({@link FamilyDatabase}). */
public final class JpaIncidentWaves implements IncidentWaves {

    private final FamilyDatabase database;

    /** Counts the incidents of that database. */
    public JpaIncidentWaves(FamilyDatabase database) {
        this.database = database;
    }

    @Override
    public Map<String, Long> sizes(IncidentFilter filter, Collection<String> waves) {
        return waves.isEmpty()
                ? Map.of()
                : database.transactAside(em -> {
                    IncidentCondition condition = new IncidentCondition(em, filter.ofAllInWaves());
                    String all = "select f.wave, count(*) from IncidentEntity f where " + condition.text();
                    return condition
                            .bind(em.createQuery(all + " and f.wave in :waves group by f.wave", Object[].class))
                            .setParameter("waves", waves)
                            .getResultStream()
                            .collect(Collectors.toMap(c -> (String) c[0], c -> (Long) c[1]));
                });
    }
}
