package dev.tokenfamily.webhook;

import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of a realm. Every method is one short transaction of its own, and throws {@link StoreUnavailableException} if the
 * database does not answer.
 */
public interface Deliveries {

    /**
     * Lists deliveries, newest first; empty where there are none on that page.
     *
     * @param endpoint of that receiver; null for all
     * @param state in that state ({@link Delivery#state}); null for all
     */
    List<Delivery> list(String realmId, @Nullable String endpoint, @Nullable String state, Page page);

    /**
     * Has a message delivered once more, at once and as often as if it were new, whatever became of it; with the id that it had, so that
     * its receiver knows it again.
     *
     * @return false where the realm has no such delivery (any more)
     */
    boolean replay(String realmId, String id);
}
