package dev.tokenfamily.promises;

import dev.tokenfamily.promises.Attempt.Granted;
import dev.tokenfamily.promises.Attempt.Refused;
import dev.tokenfamily.promises.History.AnsweredRevocation;
import dev.tokenfamily.promises.History.Standstill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must hold in every history, whatever was killed meanwhile. Only what the clients saw counts: a request may have
 * been judged at any moment between its start and its end.
 */
public final class Promises {

    private static final Set<String> REVOKED = Set.of(
            "Refresh token was used before, and its token family has been revoked", "Token family has been revoked");

    private static final AnsweredRevocation NEVER = new AnsweredRevocation(Long.MAX_VALUE, "nobody");

    /** For so long a node may serve what it held up. */
    private static final long AFTERMATH = Duration.ofSeconds(10).toNanos();

    private final long grace;
    private final long tolerance;

    /**
     * Of a server with this grace period.
     *
     * @param tolerance by which a second may be off on either side
     */
    public Promises(Duration grace, Duration tolerance) {
        this.grace = grace.toNanos();
        this.tolerance = tolerance.toNanos();
    }

    /** What was broken, in words; empty if nothing was. */
    public List<String> brokenIn(History history) {
        List<String> broken = new ArrayList<>();
        history.attempts().stream()
                .collect(Collectors.groupingBy(Attempt::family))
                .forEach((family, attempts) -> {
                    broken.addAll(severalHeads(attempts));
                    broken.addAll(supersededAccepted(attempts));
                    broken.addAll(acceptedAfterRevocation(
                            attempts, history.revocations().getOrDefault(family, NEVER)));
                    broken.addAll(sparedForNoReason(attempts, history.standstills()));
                    broken.addAll(sparedTwice(attempts));
                    if (!history.attacked().contains(family)) {
                        broken.addAll(loggedOut(attempts));
                    }
                });
        return broken;
    }

    /** One rotation per generation: nobody is given another token of it. */
    private static List<String> severalHeads(List<Attempt> attempts) {
        Map<Integer, Set<String>> heads = new TreeMap<>();
        grants(attempts).forEach(a -> {
            Granted granted = (Granted) a.outcome();
            heads.computeIfAbsent(granted.generation(), g -> new TreeSet<>()).add(granted.tokenId());
        });
        return heads.entrySet().stream()
                .filter(e -> e.getValue().size() > 1)
                .map(e -> "Generation %d was rotated to more than once: %s".formatted(e.getKey(), e.getValue()))
                .toList();
    }

    /** A token counts within the grace period that begins when it is superseded, however many rotations follow. */
    private List<String> supersededAccepted(List<Attempt> attempts) {
        Map<Integer, Long> reached = new HashMap<>();
        grants(attempts).forEach(a -> reached.merge(((Granted) a.outcome()).generation(), a.end(), Math::min));
        return grants(attempts)
                .filter(a -> reached.entrySet().stream().anyMatch(e -> supersedes(e.getKey(), e.getValue(), a)))
                .map(a -> "A superseded token was accepted: " + a)
                .toList();
    }

    private boolean supersedes(int generation, long since, Attempt attempt) {
        return generation > attempt.generation() && since + grace + tolerance < attempt.start();
    }

    private static List<String> acceptedAfterRevocation(List<Attempt> attempts, AnsweredRevocation revocation) {
        AnsweredRevocation revoked = attempts.stream()
                .filter(a -> a.outcome() instanceof Refused refused && REVOKED.contains(refused.description()))
                .map(a -> new AnsweredRevocation(a.end(), "the server, which said so"))
                .filter(seen -> seen.answered() < revocation.answered())
                .min(Comparator.comparingLong(AnsweredRevocation::answered))
                .orElse(revocation);
        List<Attempt> accepted =
                grants(attempts).filter(a -> a.start() > revoked.answered()).toList();
        return accepted.isEmpty()
                ? List.of()
                : List.of("Tokens of a revoked family were accepted: revoked by %s at %d, accepted %s of %s"
                        .formatted(revoked.by(), revoked.answered(), accepted, attempts));
    }

    /** Nothing but a standstill keeps the alarm off. */
    private List<String> sparedForNoReason(List<Attempt> attempts, List<Standstill> standstills) {
        return attempts.stream()
                .filter(Attempt::spared)
                .filter(a -> standstills.stream().noneMatch(s -> mayBeHeldUp(a, s)))
                .map(a -> "Nothing stood still, and no alarm went off: " + a)
                .toList();
    }

    private boolean mayBeHeldUp(Attempt attempt, Standstill standstill) {
        return attempt.end() >= standstill.start() - tolerance
                && attempt.start() <= standstill.end() + AFTERMATH + tolerance;
    }

    /** In one standstill of a family's life, however many there are, and wherever its tokens come. */
    private List<String> sparedTwice(List<Attempt> attempts) {
        long first = attempts.stream()
                .filter(Attempt::spared)
                .mapToLong(Attempt::end)
                .min()
                .orElse(Long.MAX_VALUE - AFTERMATH - tolerance);
        return attempts.stream()
                .filter(Attempt::spared)
                .filter(a -> a.start() > first + AFTERMATH + tolerance)
                .map(a -> "A family was spared once more: " + a)
                .toList();
    }

    /** Where it is spared, its client goes on: it has a newer one. */
    private static boolean endsLogin(Attempt attempt) {
        return attempt.refused() && !attempt.spared();
    }

    /** A client may present a token again for as long as the grace period lasts after it did so first. */
    private List<String> loggedOut(List<Attempt> attempts) {
        Map<Integer, Long> firstUse =
                attempts.stream().collect(Collectors.toMap(Attempt::generation, Attempt::start, Math::min));
        return attempts.stream()
                .filter(Promises::endsLogin)
                .filter(a -> a.end() - firstUse.getOrDefault(a.generation(), 0L) < grace - tolerance)
                .min(Comparator.comparingLong(Attempt::start))
                .map(a -> "A client that behaved well was logged out: " + a)
                .stream()
                .toList();
    }

    private static Stream<Attempt> grants(List<Attempt> attempts) {
        return attempts.stream().filter(Attempt::granted);
    }
}
