package dev.tokenfamily.load.lived;

import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.load.BenchmarkReport;
import dev.tokenfamily.load.BenchmarkSettings;
import dev.tokenfamily.load.Comparison;
import dev.tokenfamily.load.MeasuredServer;
import dev.tokenfamily.load.Measurements;
import dev.tokenfamily.load.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Thieves who replay superseded tokens from many addresses, ten times as often as honest clients refresh theirs, in the same realm: what each
 * refusal costs, beside one of Keycloak's own, and what the honest notice of it. Half of the sessions are theirs.
 */
public final class Attack {

    private static final String ALONE = "honest, alone";
    private static final String ALONE_AGAIN = "honest, alone again";
    private static final String BESIDE = "honest, beside replays";
    private static final String BESIDE_NATIVE = "honest, beside as many native refusals";
    private static final String DEAD = "replays of dead families";
    private static final String MIXED = "replays, each token 20 times";
    private static final String FIRST = "first replays, each the end of its family";

    /** Keycloak's own refusals of as many stale tokens, each as often. */
    private static final String NATIVE = "native, as many ";

    private static final String NATIVE_AGAIN = NATIVE + DEAD + ", again";

    /** Of the capacity: with ten times as many replays, the processors are busy, but not all the time. */
    private static final double HONEST_SHARE = 0.1;

    private static final int TIMES_HONEST = 10;
    private static final int TIMES_EACH = 20;
    private static final int DEAD_FAMILIES = 100;

    /** So that there are enough honest answers for a 99th percentile. */
    private static final int LONGER = 3;

    private static final double HEAP_TARGET = 1.25;

    private final BenchmarkSettings settings;
    private final Scene scene;
    private final MeasuredServer server;
    private final ManySessions governed;
    private final ManySessions natively;
    private final AtomicInteger replays = new AtomicInteger();
    private final List<Sample> attacks = new ArrayList<>();

    private Attack(BenchmarkSettings settings, Scene scene, MeasuredServer server) {
        this.settings = settings;
        this.scene = scene;
        this.server = server;
        this.governed = scene.sessions(Kind.ROTATE, server);
        this.natively = scene.sessions(Kind.SWITCH, server);
        scene.settled();
    }

    /** Measures, and adds what it finds. */
    public static void measure(BenchmarkSettings settings, BenchmarkReport report)
            throws IOException, InterruptedException {
        try (Scene scene = new Scene(settings, "lived");
                MeasuredServer server =
                        scene.server(ServerHome.fresh("lived-attack").withOurJar())) {
            server.start();
            new Attack(settings, scene, server).measure(new LivedReport(report));
        }
    }

    private void measure(LivedReport report) {
        int half = settings.sessions() / 2;
        Supplier<Requests.One> honest =
                Requests.refreshes(governed, Draw.atRandom(half), server.everywhere(governed.realm()));
        Supplier<Requests.One> dead = replays(governed, dead(half));
        Supplier<Requests.One> mixed = replays(governed, fresh(half, TIMES_EACH));
        Supplier<Requests.One> nativeDead = replays(natively, dead(half));
        Supplier<Requests.One> nativeMixed = replays(natively, fresh(half, TIMES_EACH));
        List<Supplier<Requests.One>> all = List.of(honest, dead, mixed, nativeDead, nativeMixed);
        all.forEach(requests -> scene.warmedUp(requests, Math.max(1, settings.warmUpSeconds() / all.size())));
        double rate = scene.closed(server, honest).perSecond() * HONEST_SHARE;
        long bytesBefore = server.liveBytes();
        Measurements measured = Turn.inRounds(
                settings.rounds(),
                List.of(
                        new Turn(ALONE, () -> scene.open(server, honest, rate, LONGER)),
                        new Turn(BESIDE, () -> beside(mixed, honest, rate)),
                        new Turn(ALONE_AGAIN, () -> scene.open(server, honest, rate, LONGER)),
                        new Turn(BESIDE_NATIVE, () -> beside(nativeMixed, honest, rate)),
                        closed(NATIVE + DEAD, nativeDead),
                        closed(DEAD, dead),
                        closed(MIXED, mixed),
                        closed(NATIVE + MIXED, nativeMixed),
                        closed(FIRST, replays(governed, fresh(half, 1))),
                        closed(NATIVE + FIRST, replays(natively, fresh(half, 1))),
                        closed(NATIVE_AGAIN, nativeDead)));
        report.add("lived, attack", measured, comparisons());
        report.remark(remark(rate, bytesBefore, server.liveBytes()));
    }

    private Turn closed(String name, Supplier<Requests.One> requests) {
        return new Turn(name, () -> scene.closed(server, requests));
    }

    private String remark(double rate, long bytesBefore, long bytesAfter) {
        double ratio = (double) bytesAfter / bytesBefore;
        return BenchmarkReport.format(
                "%.0f honest refreshes per second, and %.0f replays; %d of these were not answered by a refusal. The heap, after a whole"
                        + " collection, went from %.1f to %.1f MB: %.2f times (target ≤ %.2f: %s).",
                rate,
                rate * TIMES_HONEST,
                attacks.stream().mapToLong(Sample::failed).sum(),
                bytesBefore / 1e6,
                bytesAfter / 1e6,
                ratio,
                HEAP_TARGET,
                ratio <= HEAP_TARGET ? "met" : "missed");
    }

    private Sample beside(Supplier<Requests.One> attack, Supplier<Requests.One> honest, double rate) {
        CompletableFuture<Sample> thieves = CompletableFuture.supplyAsync(
                () -> scene.open(server, attack, rate * TIMES_HONEST, LONGER),
                task -> new Thread(task, "thieves").start());
        Sample sample = scene.open(server, honest, rate, LONGER);
        attacks.add(thieves.join());
        return sample;
    }

    private Supplier<Requests.One> replays(ManySessions sessions, IntSupplier draw) {
        return Requests.replays(sessions, draw, server.everywhere(sessions.realm()));
    }

    /** A few of the thieves' half, which their first replays in the warm-up end. */
    private static IntSupplier dead(int half) {
        Draw some = Draw.atRandom(Math.min(DEAD_FAMILIES, half / 2));
        return () -> half + some.next().getAsInt();
    }

    /** The others, one after the other, each so many times. */
    private IntSupplier fresh(int half, int times) {
        int first = half + Math.min(DEAD_FAMILIES, half / 2);
        AtomicInteger presented = new AtomicInteger();
        return () -> {
            int replay = presented.getAndIncrement();
            int family = replay % times == 0 ? replays.getAndIncrement() : replays.get() - 1;
            return first + Math.floorMod(family, settings.sessions() - first);
        };
    }

    private static List<Controlled> comparisons() {
        List<List<String>> alone = List.of(List.of(ALONE_AGAIN, ALONE));
        List<List<String>> refusals = List.of(List.of(NATIVE_AGAIN, NATIVE + DEAD));
        return List.of(
                Controlled.of(Comparison.slowest("honest, beside replays ÷ alone", BESIDE, ALONE, 2.0), alone),
                Controlled.of(
                        Comparison.slowest(
                                "honest, beside as many native refusals ÷ alone", BESIDE_NATIVE, ALONE, Double.NaN),
                        alone),
                Controlled.of(cost(DEAD, 1.0), refusals),
                Controlled.of(cost(MIXED, 1.0), refusals),
                Controlled.of(cost(FIRST, Double.NaN), refusals));
    }

    private static Comparison cost(String cell, double target) {
        return new Comparison(
                "processor time of a refusal ÷ native, " + cell,
                cell,
                NATIVE + cell,
                sample -> sample.costs().processorMillis(),
                target,
                false);
    }
}
