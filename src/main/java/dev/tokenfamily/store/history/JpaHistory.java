package dev.tokenfamily.store.history;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.history.Actor;
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
import dev.tokenfamily.store.webhook.WebhookQueue;
import dev.tokenfamily.webhook.EndMessages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The history in Keycloak's database. Ends wait in memory for a thread of their own, which writes them beside the requests, as
 * a rule within moments; while the database fails, as many as there is room for. A node that dies takes those with it that
 * wait.
 */
public final class JpaHistory implements History, HistoryQueries, AutoCloseable {

    /** A client of a dead family may go on trying for ever, and is heard once. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final FamilyDatabase database;
    private final WaitingEnds waiting;
    private final WebhookQueue webhooks;
    private final Runnable couriers;
    private final Set<String> realms = ConcurrentHashMap.newKeySet();
    private final Set<String> found = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Daemon daemon;

    /**
     * Records in that database, once it {@linkplain #begin begins}.
     *
     * @param couriers wakes those who tell of ends
     * @param lost is told how many ends were lost
     */
    public JpaHistory(FamilyDatabase database, WebhookQueue webhooks, Runnable couriers, IntConsumer lost) {
        this.database = database;
        this.webhooks = webhooks;
        this.couriers = couriers;
        this.waiting = new WaitingEnds(this::write, lost);
    }

    /** Begins to write, until this is closed. The tables must be there. */
    public void begin() {
        daemon = new Daemon("token-family-history", PAUSE, waiting::writeAll);
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
        Daemon begun = daemon;
        if (waiting.add(entry) && begun != null) {
            begun.wake();
        }
    }

    private void write(List<Entry> entries) {
        database.transactAside(em -> {
            EndWriting writing = new EndWriting(em, webhooks, realms);
            entries.forEach(writing::write);
            return true;
        });
        if (webhooks.allowed()
                && entries.stream()
                        .anyMatch(entry -> EndMessages.tells(entry.end().cause()))) {
            couriers.run();
        }
    }

    @Override
    public Optional<Life> find(Reach asked) {
        waiting.writeAll();
        return database.transactAside(em -> new EndStatements(em).find(asked));
    }

    /** With all that wait on this node. */
    @Override
    public List<ListedEnd> list(Life life, Page page) {
        waiting.writeAll();
        return database.transactAside(em -> new EndStatements(em).list(life)).stream()
                .skip(page.first())
                .limit(page.max())
                .toList();
    }

    @Override
    public List<ListedEnd> listActs(Actor actor, Page page) {
        waiting.writeAll();
        return database.transactAside(em -> new EndStatements(em).listActs(actor, page));
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
