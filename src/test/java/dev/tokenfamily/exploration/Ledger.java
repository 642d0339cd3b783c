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
 * @param revoked the families of which somebody was told that they are revoked
 * @param incidents what was reported
 * @param spared the families of which somebody was refused without alarm, because a node stood still
 * @param lost whether a client without grace may have lost what its request had consumed
 */
record Ledger(
        Map<Position, Long> rotatedAt,
        Map<Position, String> heads,
        Set<Position> rotated,
        Set<String> revoked,
        Set<String> incidents,
        Set<String> spared,
        boolean lost) {

    /** One generation of one family. */
    record Position(String familyId, int generation) {}

    static final Ledger EMPTY = new Ledger(Map.of(), Map.of(), Set.of(), Set.of(), Set.of(), Set.of(), false);

    Ledger withRotation(Position position, long now) {
        return new Ledger(plus(rotatedAt, position, now), heads, rotated, revoked, incidents, spared, lost);
    }

    Ledger withHead(Position position, String tokenId) {
        return new Ledger(rotatedAt, plus(heads, position, tokenId), rotated, revoked, incidents, spared, lost);
    }

    Ledger withAnsweredRotation(Position position) {
        return new Ledger(rotatedAt, heads, plus(rotated, position), revoked, incidents, spared, lost);
    }

    Ledger withRevocationAnswered(String familyId) {
        return new Ledger(rotatedAt, heads, rotated, plus(revoked, familyId), incidents, spared, lost);
    }

    Ledger withIncident(String incident) {
        return new Ledger(rotatedAt, heads, rotated, revoked, plus(incidents, incident), spared, lost);
    }

    Ledger withSpared(String familyId) {
        return new Ledger(rotatedAt, heads, rotated, revoked, incidents, plus(spared, familyId), lost);
    }

    /** Whose first row has been taken back had nothing that was superseded. */
    Ledger withoutSparedBut(Set<String> families) {
        Set<String> left = new HashSet<>(spared);
        left.retainAll(families);
        return new Ledger(rotatedAt, heads, rotated, revoked, incidents, Set.copyOf(left), lost);
    }

    Ledger withLoss() {
        return new Ledger(rotatedAt, heads, rotated, revoked, incidents, spared, true);
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
