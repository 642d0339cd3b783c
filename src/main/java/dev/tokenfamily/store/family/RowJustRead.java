package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.store.database.DatabaseClock;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row that the database has just given: it is remembered, and its time is that of this node's clock from then on.
 *
 * @param recentRows what this server has seen, where it belongs too
 * @param standstill whether this server has stood still
 */
record RowJustRead(RecentRows recentRows, Standstill standstill) {

    /**
     * A reading of that row.
     *
     * @param time begins with what {@link DatabaseClock#exactHql} gave in the same statement
     * @param row null where there is none
     */
    Reading reading(Object[] time, @Nullable FamilyEntity row) {
        @Nullable Family family = row == null ? null : row.toFamily();
        if (family != null) {
            recentRows.remember(family);
        }
        return standstill.answer(family, DatabaseClock.show(recentRows.clock(), time));
    }
}
