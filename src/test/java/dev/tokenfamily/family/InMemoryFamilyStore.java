package dev.tokenfamily.family;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.Repeat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the port's promises in a map, on a clock that is moved by hand. One call at a time, as in a database. */
public final class InMemoryFamilyStore implements WholeStore {

    private final Map<Key, Family> rows = new HashMap<>();
    private final Map<Key, Family> remembered = new HashMap<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final List<String> repeats = new ArrayList<>();
    private final List<Incident> mails = new ArrayList<>();
    private final List<String> linksEnded = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final Mishaps mishaps = new Mishaps();
    private boolean sessionEnded;
    private int reads;
    private int looks;
    private long now;
    private long stillSince;
    private long aftermathEnd;

    public InMemoryFamilyStore(long now) {
        this.now = now;
    }

    /** A copy of what another one held. */
    public InMemoryFamilyStore(Contents contents) {
        rows.putAll(contents.rows());
        remembered.putAll(contents.remembered());
        incidents.putAll(contents.incidents());
        sessionEnded = contents.sessionEnded();
        stillSince = contents.stillSince();
        aftermathEnd = contents.aftermathEnd();
        now = contents.now();
    }

    /** An id means a family of one realm. */
    public record Key(String realmId, String familyId) {

        static Key of(Family family) {
            return new Key(family.owner().realmId(), family.id());
        }

        static Key of(Incident incident) {
            return new Key(incident.owner().realmId(), incident.familyId());
        }
    }

    /** All that a later call can depend on. */
    public record Contents(
            Map<Key, Family> rows,
            Map<Key, Family> remembered,
            Map<String, Incident> incidents,
            boolean sessionEnded,
            long stillSince,
            long aftermathEnd,
            long now) {

        /** Whether the node stands still. */
        public boolean frozen() {
            return aftermathEnd == Long.MAX_VALUE;
        }

        public Contents {
            rows = Map.copyOf(rows);
            remembered = Map.copyOf(remembered);
            incidents = Map.copyOf(incidents);
        }

        /** Of that owner's realm. */
        public @Nullable Family row(Owner owner, String familyId) {
            return rows.get(new Key(owner.realmId(), familyId));
        }
    }

    public Contents contents() {
        return new Contents(rows, remembered, incidents, sessionEnded, stillSince, aftermathEnd, now);
    }

    public long now() {
        return now;
    }

    public void pass(long seconds) {
        now += seconds;
    }

    /** What covers no token any more goes; a family with tokens that never expire stays, as if its session did. */
    public void purge() {
        rows.values()
                .removeIf(row -> !row.retention().endless() && row.retention().until() <= now);
    }

    /** The node stands still from now on: nothing that it serves is judged before it runs again. */
    public void freeze() {
        stillSince = now;
        aftermathEnd = Long.MAX_VALUE;
    }

    /** The node runs again. */
    public void thaw() {
        standStill(now - stillSince);
    }

    /** The node stood still for so long, until just now. */
    public void standStill(long seconds) {
        stillSince = now - seconds;
        aftermathEnd = now + Reading.AFTERMATH_SECONDS;
    }

    public Mishaps mishaps() {
        return mishaps;
    }

    public void endSession() {
        sessionEnded = true;
    }

    public void put(Family family) {
        rows.put(Key.of(family), family);
    }

    /** In whatever realm; there is only one with that id. */
    public @Nullable Family row(String familyId) {
        return rows.values().stream()
                .filter(row -> row.id().equals(familyId))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Family row(Owner owner, String familyId) {
        return rows.get(new Key(owner.realmId(), familyId));
    }

    /** How often a row was read so far. */
    public int reads() {
        return reads;
    }

    /** How often it was looked for whether a row is as somebody remembers it. */
    public int looks() {
        return looks;
    }

    /** As a node that has just started. */
    public void forget() {
        remembered.clear();
    }

    /** As if another node had made all later changes. */
    public void rememberOnly(Family row) {
        remembered.put(Key.of(row), row);
    }

    /** What changed a row so far, by the names of this port. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    @Override
    public synchronized Reading read(Owner owner, String familyId) {
        mishaps.onRead();
        reads++;
        Family row = row(owner, familyId);
        if (row != null) {
            remembered.put(Key.of(row), row);
        }
        return reading(row);
    }

    /** Forgets nothing, and hears of nobody else's changes: the worst memory that a node can have. */
    @Override
    public synchronized Optional<Reading> recall(Owner owner, String familyId) {
        return Optional.ofNullable(remembered.get(new Key(owner.realmId(), familyId)))
                .map(this::reading)
                .map(Reading::asRecalled);
    }

    private Reading reading(@Nullable Family row) {
        return now > aftermathEnd
                ? new Reading(row, now, 0)
                : new Reading(row, now, now - stillSince + 1, aftermathEnd - now, false);
    }

    @Override
    public synchronized boolean unchanged(Family seen) {
        mishaps.onRead();
        looks++;
        return isAsSeen(seen);
    }

    @Override
    public synchronized boolean insert(Family first) {
        mishaps.onWrite();
        return written("insert", now <= first.freshUntil() && rows.putIfAbsent(Key.of(first), first) == null);
    }

    @Override
    public synchronized boolean sessionAccepts(Owner owner, long tokenIssuedAt) {
        mishaps.onRead();
        return !sessionEnded;
    }

    @Override
    public synchronized boolean insertRevoked(Family revoked) {
        mishaps.onWrite();
        return written("insertRevoked", rows.putIfAbsent(Key.of(revoked), revoked) == null);
    }

    @Override
    public synchronized boolean advance(Family from, Family to) {
        mishaps.onWrite();
        boolean advanced = now <= to.freshUntil() && replaced(from, to);
        if (advanced) {
            remembered.put(Key.of(to), to);
        }
        return written("advance", advanced);
    }

    @Override
    public synchronized boolean retry(Family family, GraceTerms terms, TokenUse use, AccessToken accessToken) {
        mishaps.onWrite();
        Family current = rows.get(Key.of(family));
        if (current == null
                || !activeWithHeadOf(family)
                || !terms.allowsAnother(current.grace().retries())
                || !terms.includes(now)) {
            return false;
        }
        put(current.retried(use, accessToken));
        return written("retry", true);
    }

    @Override
    public synchronized boolean close(Family from, Family to) {
        mishaps.onWrite();
        return written("close", replaced(from, to));
    }

    @Override
    public synchronized boolean undo(@Nullable Family before, Family after) {
        mishaps.onWrite();
        if (before != null) {
            return written("undo", replaced(after, before));
        }
        return written("undo", isAsSeen(after) && rows.remove(Key.of(after)) != null);
    }

    @Override
    public synchronized boolean undoRetry(Family family) {
        mishaps.onWrite();
        Family current = rows.get(Key.of(family));
        if (current == null || !activeWithHeadOf(family) || current.grace().retries() == 0) {
            return false;
        }
        put(withGrace(current, lessOne(current.grace())));
        return written("undoRetry", true);
    }

    private static Grace lessOne(Grace grace) {
        int retries = grace.retries() - 1;
        int streak = retries == 0 ? grace.streak() - 1 : grace.streak();
        return new Grace(grace.terms(), retries, streak, grace.supersession(), grace.burst());
    }

    @Override
    public synchronized boolean spare(Family seen, long until) {
        mishaps.onWrite();
        Family row = rows.get(Key.of(seen));
        if (row == null || row.revoked() || row.sparedUntil() != null) {
            return false;
        }
        put(row.sparedUntil(until));
        return written("spare", true);
    }

    @Override
    public synchronized boolean retain(Family seen, Retention retention, long unnamedUntil) {
        mishaps.onWrite();
        Family row = rows.get(Key.of(seen));
        if (row == null || row.revoked()) {
            return false;
        }
        put(kept(row, row, retention, unnamedUntil));
        remembered.remove(Key.of(seen));
        return written("retain", true);
    }

    @Override
    public synchronized void outlast(Family seen, Retention retention) {
        mishaps.onWrite();
        rows.computeIfPresent(Key.of(seen), (key, row) -> kept(row, row, retention, 0));
        remembered.remove(Key.of(seen));
        written("outlast", true);
    }

    @Override
    public synchronized boolean observe(Incident incident, FollowUp followUp) {
        mishaps.onWrite();
        boolean first = isOwn(row(incident.owner(), incident.familyId()), incident.owner()) && recorded(incident);
        if (first && followUp.notifyUser() && mails.stream().noneMatch(mailed -> isOfSameDay(mailed, incident))) {
            mails.add(incident);
        }
        return written("observe", first);
    }

    @Override
    public synchronized NoteOutcome note(Incident incident, FollowUp followUp) {
        mishaps.onWrite();
        Family row = row(incident.owner(), incident.familyId());
        if (row == null
                || !isOwn(row, incident.owner())
                || row.revoked()
                || row.generation() != incident.currentGeneration()) {
            return NoteOutcome.OUTDATED;
        }
        boolean first = recorded(incident);
        if (first && followUp.notifyUser()) {
            mails.add(incident);
        }
        written("note", true);
        return first ? NoteOutcome.FIRST : NoteOutcome.AGAIN;
    }

    private static boolean isOfSameDay(Incident one, Incident other) {
        return one.day() != null
                && one.day().equals(other.day())
                && one.familyId().equals(other.familyId())
                && one.kind().equals(other.kind());
    }

    /** The incidents about which the user is mailed. */
    public List<Incident> mails() {
        return List.copyOf(mails);
    }

    private boolean recorded(Incident incident) {
        String key = Key.of(incident) + " " + incident.kind() + " " + incident.enforced() + incident.occasion();
        return incidents.putIfAbsent(key, incident) == null;
    }

    /** In the order in which they were recorded. */
    public List<Incident> incidents() {
        return List.copyOf(incidents.values());
    }

    /** The families whose tokens came again after they were revoked for a reuse, and whether that was their client in a loop. */
    public List<String> repeats() {
        return List.copyOf(repeats);
    }

    @Override
    public synchronized Optional<Family> revoke(Owner owner, String familyId, RevocationReason reason) {
        mishaps.onWrite();
        Optional<Family> revoked = revoked(owner, familyId, reason);
        written("revoke", revoked.isPresent());
        return revoked;
    }

    private Optional<Family> revoked(Owner owner, String familyId, RevocationReason reason) {
        Family row = row(owner, familyId);
        if (row == null || row.revoked() || !isOwn(row, owner)) {
            return Optional.empty();
        }
        put(row.revokedBecause(reason));
        return Optional.ofNullable(row(owner, familyId));
    }

    private static boolean isOwn(@Nullable Family row, Owner owner) {
        return row != null && row.owner().sameParties(owner);
    }

    @Override
    public synchronized Optional<Family> revokeFor(Incident incident, FollowUp followUp) {
        mishaps.onWrite();
        Optional<Family> revoked = revoked(incident.owner(), incident.familyId(), incident.revocationReason());
        revoked.ifPresent(row -> recorded(incident.widenedFor(row.accessTokens(), now)));
        if (revoked.isPresent() && followUp.notifyUser()) {
            mails.add(incident);
        }
        written("revokeFor", revoked.isPresent());
        return revoked;
    }

    @Override
    public String idOf(Incident incident) {
        return named(incident);
    }

    /** What an incident is called here. */
    public static String named(Incident incident) {
        return incident.kind() + " of " + incident.familyId() + (incident.enforced() ? "" : ", observed")
                + incident.occasion();
    }

    @Override
    public synchronized Optional<String> repeat(Owner owner, String familyId, Repeat repeat) {
        mishaps.onWrite();
        repeats.add(familyId + (repeat == Repeat.CLIENT_LOOP ? ", in a loop" : ""));
        return incidents.values().stream()
                .filter(incident -> incident.enforced()
                        && incident.familyId().equals(familyId)
                        && incident.owner().sameParties(owner))
                .map(InMemoryFamilyStore::named)
                .findFirst();
    }

    @Override
    public synchronized int revokeAll(Selection selection, RevocationReason reason) {
        mishaps.onWrite();
        List<Family> active = rows.values().stream()
                .filter(f -> !f.revoked() && selects(selection, f))
                .toList();
        active.forEach(f -> put(f.revokedBecause(reason)));
        written("revokeAll", !active.isEmpty());
        return active.size();
    }

    @Override
    public synchronized int countBeyond(Allowance allowance) {
        mishaps.onRead();
        return beyond(allowance).size();
    }

    @Override
    public synchronized List<Family> revokeBeyond(Allowance allowance, RevocationReason reason) {
        mishaps.onWrite();
        List<Family> revoked = beyond(allowance).stream()
                .map(family -> family.revokedBecause(reason))
                .toList();
        revoked.forEach(this::put);
        written("revokeBeyond", !revoked.isEmpty());
        return revoked;
    }

    private List<Family> beyond(Allowance allowance) {
        return rows.values().stream()
                .filter(row -> !row.revoked() && isOwn(row, allowance.owner()) && isLive(row, allowance))
                .sorted(Comparator.<Family>comparingLong(row -> row.lastUse().at())
                        .thenComparingLong(Family::start)
                        .thenComparing(Family::id)
                        .reversed())
                .skip(allowance.families())
                .limit(Allowance.MOST_AT_ONCE)
                .filter(row -> !row.id().equals(allowance.opened()))
                .toList();
    }

    private static boolean isLive(Family row, Allowance allowance) {
        Long expiry = row.head().expiresAt();
        return (expiry == null || expiry >= allowance.now())
                && row.start() > allowance.startedAfter()
                && row.lastUse().at() > allowance.usedAfter();
    }

    @Override
    public synchronized void endLinks(String realmId, String userId) {
        mishaps.onWrite();
        linksEnded.add(realmId + " " + userId);
    }

    /** The users to whom links in mails were ended, each after the realm's id and a blank. */
    public List<String> linksEnded() {
        return List.copyOf(linksEnded);
    }

    private boolean written(String what, boolean done) {
        if (done) {
            writes.add(what);
        }
        return done;
    }

    private boolean replaced(Family expected, Family next) {
        if (!isAsSeen(expected)) {
            return false;
        }
        Family current = Objects.requireNonNull(rows.get(Key.of(expected)));
        put(kept(next, current, current.retention(), current.accessTokens().unnamedUntil()));
        return true;
    }

    private boolean isAsSeen(Family expected) {
        return activeWithHeadOf(expected)
                && expected.grace().retries()
                        == Objects.requireNonNull(rows.get(Key.of(expected)))
                                .grace()
                                .retries();
    }

    private boolean activeWithHeadOf(Family expected) {
        Family current = rows.get(Key.of(expected));
        return current != null
                && !current.revoked()
                && current.generation() == expected.generation()
                && current.head().tokenId().equals(expected.head().tokenId());
    }

    private static boolean selects(Selection selection, Family family) {
        Long issuedBefore = selection.issuedBefore();
        return selection.includes(family.owner())
                && (issuedBefore == null || family.head().issuedAt() < issuedBefore);
    }

    /** Kept as long as either says, and marked as the present one is. */
    private static Family kept(Family row, Family current, Retention other, long unnamedUntil) {
        Retention own = row.retention();
        Retention retention = new Retention(Math.max(own.until(), other.until()), own.endless() || other.endless());
        AccessTokens accessTokens = row.accessTokens().plusUnnamed(unnamedUntil);
        return with(row, row.grace(), retention, accessTokens, current.sparedUntil());
    }

    private static Family withGrace(Family row, Grace grace) {
        return with(row, grace, row.retention(), row.accessTokens(), row.sparedUntil());
    }

    private static Family with(
            Family row, Grace grace, Retention retention, AccessTokens accessTokens, @Nullable Long sparedUntil) {
        return new Family(
                row.id(),
                row.owner(),
                row.start(),
                row.generation(),
                row.head(),
                grace,
                row.firstUse(),
                row.lastUse(),
                row.rotatedFrom(),
                accessTokens,
                row.catchUps(),
                retention,
                row.revocation(),
                row.recoveries(),
                sparedUntil);
    }
}
