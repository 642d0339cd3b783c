package dev.tokenfamily.history;

import dev.tokenfamily.family.FamilyQueries.Page;
import java.util.List;
import java.util.Optional;

/** What admins look up of ends. */
public interface HistoryQueries {

    /**
     * What there is of a session or a family: whose it is, and when it began.
     *
     * @param asked the realm with the id of a session, or of a family, or both
     * @return empty where nothing is known of it
     * @throws dev.tokenfamily.family.StoreUnavailableException if the store fails
     */
    Optional<Life> find(Reach asked);

    /**
     * The ends by which that may have ended, newest first. Of a client's ends only those where the user has, or had, something
     * at the client.
     *
     * @param life of one user
     * @throws dev.tokenfamily.family.StoreUnavailableException if the store fails
     */
    List<ListedEnd> list(Life life, Page page);

    /**
     * The ends that somebody has brought about of others, newest first.
     *
     * @param actor by realm and id
     * @throws dev.tokenfamily.family.StoreUnavailableException if the store fails
     */
    List<ListedEnd> listActs(Actor actor, Page page);
}
