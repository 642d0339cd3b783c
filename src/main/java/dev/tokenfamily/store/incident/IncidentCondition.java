package dev.tokenfamily.store.incident;

import dev.tokenfamily.incident.IncidentFilter;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.store.family.Newest;
import dev.tokenfamily.store.family.SelectionCondition;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A filter as a condition in HQL on {@code f}, the row of an incident. */
final class IncidentCondition {

    private static final String ADDRESS = " and (f.presentedFrom = :address or f.rotatedFrom = :address)";

    private static final String DEVICE =
            " and (locate(:device, lower(f.presentedBy)) > 0 or locate(:device, lower(f.rotatedBy)) > 0)";

    /** What nobody has decided, and what has been overtaken since ({@code ListedIncident.state}). */
    private static final String OPEN = " and (f.state is null or f.state = :open or (f.repeats > f.stateRepeats"
            + " and (f.state <> :confirmed or (f.enforced = false and f.stateEnded is null))))";

    private static final String CONFIRMED = " and f.state = :confirmed"
            + " and (f.repeats <= f.stateRepeats or f.enforced = true or f.stateEnded is not null)";

    private static final String STANDING = " and f.state = :state and f.repeats <= f.stateRepeats";

    private static final String FAMILY = " and f.familyId = :familyId";

    private static final String WAVE = " and f.wave = :wave";

    /** Nothing newer of its wave is let through; {@code %s} is the condition for {@code g}. */
    private static final String NEWEST_OF_WAVE = " and not exists (select 1 from IncidentEntity g where g.wave = f.wave"
            + " and (g.occurredAt > f.occurredAt or (g.occurredAt = f.occurredAt and g.rowId > f.rowId)) and %s)";

    /** The row in a condition. */
    private static final Pattern ROW = Pattern.compile("\\bf\\.");

    private final SelectionCondition selection;
    private final Newest newest;
    private final boolean newestOfWaves;
    private final StringBuilder more = new StringBuilder();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** Lets the rows through that the filter does. Asks first which are the newest, where only these are looked at. */
    IncidentCondition(EntityManager em, IncidentFilter filter) {
        selection = new SelectionCondition(filter.selection());
        newestOfWaves = filter.newestOfWaves();
        newest = Newest.of(em, "IncidentEntity", "occurredAt", filter.selection(), filter.newest());
        if (filter.familyId() != null) {
            add(FAMILY, "familyId", filter.familyId());
        }
        if (filter.enforced() != null) {
            more.append(" and f.enforced = ").append(filter.enforced());
        }
        if (filter.address() != null) {
            add(ADDRESS, "address", filter.address());
        }
        if (filter.wave() != null) {
            add(WAVE, "wave", filter.wave());
        }
        if (filter.device() != null) {
            add(DEVICE, "device", filter.device().toLowerCase(Locale.ROOT));
        }
        addState(filter.state());
    }

    private void addState(@Nullable IncidentState state) {
        if (state == IncidentState.OPEN) {
            add(OPEN, "open", IncidentState.OPEN);
            parameters.put("confirmed", IncidentState.CONFIRMED);
        } else if (state == IncidentState.CONFIRMED) {
            add(CONFIRMED, "confirmed", IncidentState.CONFIRMED);
        } else if (state != null) {
            add(STANDING, "state", state);
        }
    }

    private void add(String condition, String parameter, Object value) {
        more.append(condition);
        parameters.put(parameter, value);
    }

    /** The condition, with parameters to {@link #bind}. */
    String text() {
        String all = selection.text() + newest.text() + more;
        return newestOfWaves ? all + NEWEST_OF_WAVE.formatted(ROW.matcher(all).replaceAll("g.")) : all;
    }

    /** Binds the parameters of {@link #text} in that query, and returns it. */
    <Q extends Query> Q bind(Q query) {
        parameters.forEach(query::setParameter);
        return newest.bind(selection.bind(query));
    }
}
