package dev.tokenfamily.exploration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has happened so far, as far as a claim depends on it. Kept from what could be observed, not from the rows.
 *
 * @param rotatedAt when each generation became the head, on the store's clock
 * @param heads the token that was handed out as head of each generation
 * @param rotated the generations for which a rotation was answered
 * @param recovered the generations that a late recovery made, as far as the rows are there
 * @param revoked the families of which somebody was told that they are revoked
 * @param incidents what was reported
 * @param spared the families of which somebody was refused without alarm, because a node stood still
 * @param lost whether a client without grace may have lost what its request had consumed
 */
record Ledger(
        Map<Position, Long> rotatedAt,
        Map<Position, String> heads,
        Set<Position> rotated,
        Set<Position> recovered,
        Set<String> revoked,
        Set<String> incidents,
        Set<String> spared,
        boolean lost) {

    /** One generation of one family. */
    record Position(String familyId, int generation) {}

    static final Ledger EMPTY = new Ledger(Map.of(), Map.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false);

    Ledger withRotation(Position position, long now) {
        return new Ledger(plus(rotatedAt, position, now), heads, rotated, recovered, revoked, incidents, spared, lost);
    }

    Ledger withHead(Position position, String tokenId) {
        return new Ledger(
                rotatedAt, plus(heads, position, tokenId), rotated, recovered, revoked, incidents, spared, lost);
    }

    Ledger withAnsweredRotation(Position position) {
        return new Ledger(rotatedAt, heads, plus(rotated, position), recovered, revoked, incidents, spared, lost);
    }

    Ledger withRecovery(Position position) {
        return new Ledger(rotatedAt, heads, rotated, plus(recovered, position), revoked, incidents, spared, lost);
    }

    /** One that has been taken back never was. */
    Ledger withoutRecovery(Position position) {
        Set<Position> left = new HashSet<>(recovered);
        left.remove(position);
        return new Ledger(rotatedAt, heads, rotated, Set.copyOf(left), revoked, incidents, spared, lost);
    }

    /** Whether somebody was given something for a token of that generation. */
    boolean presented(Position position) {
        return rotated.contains(new Position(position.familyId(), position.generation() + 1));
    }

    Ledger withRevocationAnswered(String familyId) {
        return new Ledger(rotatedAt, heads, rotated, recovered, plus(revoked, familyId), incidents, spared, lost);
    }

    Ledger withIncident(String incident) {
        return new Ledger(rotatedAt, heads, rotated, recovered, revoked, plus(incidents, incident), spared, lost);
    }

    Ledger withSpared(String familyId) {
        return new Ledger(rotatedAt, heads, rotated, recovered, revoked, incidents, plus(spared, familyId), lost);
    }

    /** Whose first row has been taken back had nothing that was superseded. */
    Ledger withoutSparedBut(Set<String> families) {
        Set<String> left = new HashSet<>(spared);
        left.retainAll(families);
        return new Ledger(rotatedAt, heads, rotated, recovered, revoked, incidents, Set.copyOf(left), lost);
    }

    Ledger withLoss() {
        return new Ledger(rotatedAt, heads, rotated, recovered, revoked, incidents, spared, true);
    }

    private static <K, V> Map<K, V> plus(Map<K, V> map, K key, V value) {
        Map<K, V> more = new HashMap<>(map);
        more.put(key, value);
        return Map.copyOf(more);
    }

    private static <E> Set<E> plus(Set<E> set, E element) {
        Set<E> more = new HashSet<>(set);
        more.add(element);
        return Set.copyOf(more);
    }
}
