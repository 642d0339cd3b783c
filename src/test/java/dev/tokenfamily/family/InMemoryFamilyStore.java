package dev.tokenfamily.family;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the port's promises in a map, on a clock that is moved by hand. One call at a time, as in a database. */
public final class InMemoryFamilyStore implements FamilyStore {

    private final Map<String, Family> rows = new HashMap<>();
    private final Map<String, Family> remembered = new HashMap<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final List<String> repeats = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final Mishaps mishaps = new Mishaps();
    private boolean sessionEnded;
    private int reads;
    private long now;
    private long heldUp;

    public InMemoryFamilyStore(long now) {
        this.now = now;
    }

    /** A copy of what another one held. */
    public InMemoryFamilyStore(Contents contents) {
        rows.putAll(contents.rows());
        remembered.putAll(contents.remembered());
        incidents.putAll(contents.incidents());
        sessionEnded = contents.sessionEnded();
        now = contents.now();
    }

    /** All that a later call can depend on. */
    public record Contents(
            Map<String, Family> rows,
            Map<String, Family> remembered,
            Map<String, Incident> incidents,
            boolean sessionEnded,
            long now) {

        public Contents {
            rows = Map.copyOf(rows);
            remembered = Map.copyOf(remembered);
            incidents = Map.copyOf(incidents);
        }
    }

    public Contents contents() {
        return new Contents(rows, remembered, incidents, sessionEnded, now);
    }

    public long now() {
        return now;
    }

    public void pass(long seconds) {
        now += seconds;
    }

    /** The node has stood still for so long, just now. */
    public void holdUp(long seconds) {
        heldUp = seconds;
    }

    public Mishaps mishaps() {
        return mishaps;
    }

    public void endSession() {
        sessionEnded = true;
    }

    public void put(Family family) {
        rows.put(family.id(), family);
    }

    public @Nullable Family row(String familyId) {
        return rows.get(familyId);
    }

    /** How often a row was read so far. */
    public int reads() {
        return reads;
    }

    /** As if another node had made all later changes. */
    public void rememberOnly(Family row) {
        remembered.put(row.id(), row);
    }

    /** What changed a row so far, by the names of this port. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    @Override
    public synchronized Reading read(String familyId) {
        mishaps.onRead();
        reads++;
        Family row = rows.get(familyId);
        if (row != null) {
            remembered.put(familyId, row);
        }
        return new Reading(row, now, heldUp);
    }

    /** Forgets nothing, and hears of nobody else's changes: the worst memory that a node can have. */
    @Override
    public synchronized Optional<Reading> recall(String familyId) {
        return Optional.ofNullable(remembered.get(familyId)).map(row -> new Reading(row, now, heldUp));
    }

    @Override
    public synchronized boolean unchanged(Family seen) {
        mishaps.onRead();
        return isAsSeen(seen);
    }

    @Override
    public synchronized boolean insert(Family first) {
        mishaps.onWrite();
        return written("insert", now <= first.freshUntil() && rows.putIfAbsent(first.id(), first) == null);
    }

    @Override
    public synchronized boolean sessionAccepts(Owner owner, long tokenIssuedAt) {
        mishaps.onRead();
        return !sessionEnded;
    }

    @Override
    public synchronized boolean insertRevoked(Family revoked) {
        mishaps.onWrite();
        return written("insertRevoked", rows.putIfAbsent(revoked.id(), revoked) == null);
    }

    @Override
    public synchronized boolean advance(Family from, Family to) {
        mishaps.onWrite();
        boolean advanced = now <= to.freshUntil() && replaced(from, to);
        if (advanced) {
            remembered.put(to.id(), to);
        }
        return written("advance", advanced);
    }

    @Override
    public synchronized boolean retry(Family family, GraceTerms terms, Use use, AccessToken accessToken) {
        mishaps.onWrite();
        Family current = rows.get(family.id());
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
        return written("undo", isAsSeen(after) && rows.remove(after.id()) != null);
    }

    @Override
    public synchronized void retain(String familyId, Retention retention) {
        mishaps.onWrite();
        rows.computeIfPresent(familyId, (id, row) -> retained(row, retention));
        written("retain", true);
    }

    @Override
    public synchronized boolean observe(Incident incident) {
        mishaps.onWrite();
        return written("observe", rows.containsKey(incident.familyId()) && recorded(incident));
    }

    private boolean recorded(Incident incident) {
        String key = incident.familyId() + " " + incident.kind() + " " + incident.enforced();
        return incidents.putIfAbsent(key, incident) == null;
    }

    /** In the order in which they were recorded. */
    public List<Incident> incidents() {
        return List.copyOf(incidents.values());
    }

    /** The families whose tokens came again after they were revoked for a reuse. */
    public List<String> repeats() {
        return List.copyOf(repeats);
    }

    @Override
    public synchronized boolean revoke(String familyId, RevocationReason reason) {
        mishaps.onWrite();
        Family row = rows.get(familyId);
        if (row == null || row.revoked()) {
            return false;
        }
        put(row.revokedBecause(reason));
        return written("revoke", true);
    }

    @Override
    public synchronized boolean revokeFor(Incident incident, FollowUp followUp) {
        mishaps.onWrite();
        Family row = rows.get(incident.familyId());
        if (row == null || row.revoked()) {
            return false;
        }
        put(row.revokedBecause(RevocationReason.REUSE));
        recorded(incident);
        return written("revokeFor", true);
    }

    @Override
    public synchronized void repeat(String familyId) {
        mishaps.onWrite();
        repeats.add(familyId);
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
        Family current = Objects.requireNonNull(rows.get(expected.id()));
        put(retained(next, current.retention()));
        return true;
    }

    private boolean isAsSeen(Family expected) {
        return activeWithHeadOf(expected)
                && expected.grace().retries()
                        == Objects.requireNonNull(rows.get(expected.id()))
                                .grace()
                                .retries();
    }

    private boolean activeWithHeadOf(Family expected) {
        Family current = rows.get(expected.id());
        return current != null
                && !current.revoked()
                && current.generation() == expected.generation()
                && current.head().tokenId().equals(expected.head().tokenId());
    }

    private static boolean selects(Selection selection, Family family) {
        Owner o = family.owner();
        if (selection instanceof Selection.OfClientSession s) {
            return s.equals(new Selection.OfClientSession(o.realmId(), o.clientId(), o.sessionId()));
        }
        if (selection instanceof Selection.OfUserSession s) {
            return s.equals(new Selection.OfUserSession(o.realmId(), o.sessionId()));
        }
        if (selection instanceof Selection.OfEndedSession s) {
            return s.equals(new Selection.OfEndedSession(o.realmId(), o.sessionId(), o.offline()));
        }
        if (selection instanceof Selection.OfClientOfUser s) {
            return s.equals(new Selection.OfClientOfUser(o.realmId(), o.clientId(), o.userId()));
        }
        if (selection instanceof Selection.OfClient s) {
            return s.equals(new Selection.OfClient(o.realmId(), o.clientId()));
        }
        if (selection instanceof Selection.OfSessionsOfRealm s) {
            return s.equals(new Selection.OfSessionsOfRealm(o.realmId(), o.offline()));
        }
        if (selection instanceof Selection.OfRealmIssuedBefore s) {
            return s.realmId().equals(o.realmId()) && family.head().issuedAt() < s.time();
        }
        if (selection instanceof Selection.OfClientIssuedBefore s) {
            return selects(new Selection.OfClient(s.realmId(), s.clientId()), family)
                    && family.head().issuedAt() < s.time();
        }
        if (selection instanceof Selection.Matching s) {
            return s.realmId().equals(o.realmId())
                    && (s.userId() == null || s.userId().equals(o.userId()))
                    && (s.clientId() == null || s.clientId().equals(o.clientId()))
                    && (s.sessionId() == null || s.sessionId().equals(o.sessionId()));
        }
        return selection.equals(new Selection.OfUser(o.realmId(), o.userId()));
    }

    /** Kept as long as either says. */
    private static Family retained(Family row, Retention other) {
        Retention own = row.retention();
        return new Family(
                row.id(),
                row.owner(),
                row.start(),
                row.generation(),
                row.head(),
                row.grace(),
                row.firstUse(),
                row.lastUse(),
                row.rotatedFrom(),
                row.accessTokens(),
                row.catchUps(),
                new Retention(Math.max(own.until(), other.until()), own.endless() || other.endless()),
                row.revocation());
    }
}
