package dev.tokenfamily.store.history;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.HistoryQueries;
import dev.tokenfamily.history.Life;
import dev.tokenfamily.history.ListedEnd;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.history.EndWriting.Entry;
import dev.tokenfamily.store.history.EndWriting.Expired;
import dev.tokenfamily.store.history.EndWriting.Found;
import dev.tokenfamily.store.history.EndWriting.Happened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The history in Keycloak's database. Ends wait in memory for a thread of their own, which writes them beside the requests, as
 * a rule within moments; while the database fails, as many as there is room for. A node that dies takes those with it that
 * wait.
 */
public final class JpaHistory implements History, HistoryQueries, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JpaHistory.class);

    private static final int ROOM = 20_000;

    private static final int MOST_AT_ONCE = 100;

    /** A client of a dead family may go on trying for ever, and is heard once. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final FamilyDatabase database;
    private final IntConsumer lost;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(ROOM);
    private final List<Entry> inHand = new ArrayList<>();
    private final Set<String> realms = ConcurrentHashMap.newKeySet();
    private final Set<String> found = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean full = new AtomicBoolean();
    private boolean failing;
    private volatile @Nullable Daemon daemon;

    /**
     * Records in that database, once it {@linkplain #begin begins}.
     *
     * @param lost is told how many ends were lost
     */
    public JpaHistory(FamilyDatabase database, IntConsumer lost) {
        this.database = database;
        this.lost = lost;
    }

    /** Begins to write, until this is closed. The tables must be there. */
    public void begin() {
        daemon = new Daemon("token-family-history", PAUSE, this::writeAll);
    }

    @Override
    public void record(End end) {
        add(new Happened(end));
    }

    @Override
    public void recordExpired(End expired) {
        add(new Expired(expired));
    }

    @Override
    public void recordFound(Reach reach, long issuedAt, Supplier<End> end) {
        if (found.size() >= MOST_REMEMBERED) {
            found.clear(); // then each is looked up once more
        }
        if (found.add(Found.idOf(reach))) {
            add(new Found(end.get(), issuedAt));
        }
    }

    private void add(Entry entry) {
        if (waiting.offer(entry)) {
            full.set(false);
            Daemon begun = daemon;
            if (begun != null) {
                begun.wake();
            }
        } else {
            lost.accept(1);
            if (!full.getAndSet(true)) {
                LOG.warnf("More than %d ends wait to be recorded in the history; others are lost until they are", ROOM);
            }
        }
    }

    /** Writes all that wait. What the database does not take now is kept for the next time, but not what it never takes. */
    private synchronized void writeAll() {
        try {
            for (take(); !inHand.isEmpty(); take()) {
                if (!write(List.copyOf(inHand))) {
                    inHand.forEach(this::writeAlone);
                }
                inHand.clear();
            }
            failing = false;
        } catch (StoreUnavailableException e) {
            if (!failing) {
                LOG.warn("The history of ended sessions cannot be written; that is tried again until it can", e);
            }
            failing = true;
        }
    }

    private void take() {
        waiting.drainTo(inHand, MOST_AT_ONCE - inHand.size());
    }

    private void writeAlone(Entry entry) {
        if (!write(List.of(entry))) {
            lost.accept(1);
            LOG.warnf(
                    "An end that the database does not take is not in the history: %s",
                    entry.end().cause());
        }
    }

    /** False where one of them is at fault: it is there already, or the database has no room for such a value. */
    private boolean write(List<Entry> entries) {
        try {
            return database.transactAside(em -> {
                EndWriting writing = new EndWriting(em, realms);
                entries.forEach(writing::write);
                return true;
            });
        } catch (StoreUnavailableException e) {
            if (e.getCause() instanceof ConstraintViolationException || e.getCause() instanceof DataException) {
                LOG.debug("An end cannot be written", e);
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<Life> find(Reach asked) {
        writeAll();
        return database.transactAside(em -> new EndStatements(em).find(asked));
    }

    /** With all that wait on this node. */
    @Override
    public List<ListedEnd> list(Life life, Page page) {
        writeAll();
        return database.transactAside(em -> new EndStatements(em).list(life)).stream()
                .skip(page.first())
                .limit(page.max())
                .toList();
    }

    /** Writes what waits once more, but does not hold up a server that stops. */
    @Override
    public void close() {
        Daemon begun = daemon;
        if (begun != null) {
            begun.wake();
            begun.close();
        }
    }
}
