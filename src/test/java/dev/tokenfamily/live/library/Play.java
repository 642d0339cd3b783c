package dev.tokenfamily.live.library;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.network.LosingProxy;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** One user's application in one scenario: what is done with it, and what it shows. */
final class Play {

    /** Longer than an access token lives, and than the longest interval of a preset; shorter than any grace period. */
    private static final int ROUND_SECONDS = 7;

    private static final int EVERY_ANSWER = 1000;

    private final TestRealm realm;
    private final App app;
    private final LosingProxy network;
    private final Installation installation;
    private final List<Worker> workers = new ArrayList<>();
    private final Set<String> unheard = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();

    /** How often users have been sent to the login by tabs that have no tokens of their own yet. */
    private long usualLogins;

    Play(TestRealm realm, App app, LosingProxy network, Installation installation) {
        this.realm = realm;
        this.app = app;
        this.usualLogins = network.loginsOf(app);
        this.network = network;
        this.installation = installation;
    }

    TestRealm realm() {
        return realm;
    }

    LosingProxy network() {
        return network;
    }

    /** What the library showed while no answer came. */
    Set<String> unheard() {
        return unheard;
    }

    /** What it showed while the network was there. */
    Set<String> refused() {
        return refused;
    }

    /** One more process or tab. */
    Worker start() {
        long before = network.loginsOf(app);
        Worker worker = installation.start();
        usualLogins += network.loginsOf(app) - before;
        workers.add(worker);
        return worker;
    }

    /** Time passes until an access token has expired. */
    void passRound() {
        realm.pass(ROUND_SECONDS);
    }

    void call(Worker worker, int atOnce) {
        note(worker.call(atOnce), refused);
    }

    /** Every worker makes so many calls, and all at the same moment. */
    void callAll(int atOnce) {
        Callers.atOnce(workers.size(), number -> workers.get(number).call(atOnce))
                .forEach(outcomes -> note(outcomes, refused));
    }

    /** It calls, and hears nothing. */
    void loseAnswerOf(Worker worker) {
        network.loseAnswers(EVERY_ANSWER);
        note(worker.call(1), unheard);
        network.heal();
    }

    /** It calls, and is killed when Keycloak has answered. */
    void killDuringCall(Worker worker) throws InterruptedException {
        network.holdAnswers();
        CompletableFuture<List<Outcome>> call = CompletableFuture.supplyAsync(() -> worker.call(1));
        network.awaitHeldAnswer();
        worker.kill();
        workers.remove(worker);
        network.heal();
        call.join();
    }

    /** Whether the user is still logged in everywhere, and nobody has sent them to the login meanwhile. */
    boolean isLoggedIn() {
        boolean served = true;
        for (Worker worker : workers) {
            passRound();
            List<Outcome> last = worker.call(1);
            note(last, refused);
            served &= last.stream().allMatch(Outcome::served);
        }
        return served && network.loginsOf(app) == usualLogins;
    }

    private static void note(List<Outcome> outcomes, Set<String> shown) {
        outcomes.stream()
                .filter(outcome -> !outcome.served())
                .map(Outcome::shown)
                .forEach(shown::add);
    }
}
