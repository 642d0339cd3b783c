package dev.tokenfamily.live.cluster;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SteadyClients;
import dev.tokenfamily.promises.History.AnsweredRevocation;
import dev.tokenfamily.promises.Recorder;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One login on a cluster, and what its client and others do with the tokens. Not for several threads at once. */
final class LoadedClient {

    private static final long PAUSE_AFTER_LOSS_MILLIS = 2_500;
    private static final long RETRY_PAUSE_MILLIS = 250;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<App> nodes;
    private final Recorder recorder;
    private final RefreshingClient http;
    private final Random dice;
    private final List<Tokens> superseded = new ArrayList<>();
    private @Nullable Tokens tokens;

    LoadedClient(List<App> nodes, Recorder recorder, long seed) {
        this.nodes = nodes;
        this.recorder = recorder;
        this.http = new RefreshingClient(nodes, recorder, PATIENCE);
        this.dice = new Random(seed);
    }

    /** Logs in on any node that answers; false where none does. */
    boolean login() {
        try {
            tokens = nodes.get(anyNode()).login("alice");
            return true;
        } catch (AssertionError | UncheckedIOException noAnswer) {
            return false;
        }
    }

    /** One refresh, tried again until it is answered, as a client that behaves well does. */
    void refresh() {
        refreshAt(anyNode());
    }

    boolean refreshAt(int node) {
        Tokens presented = held();
        Optional<Tokens> next = http.refresh(node, presented);
        next.ifPresentOrElse(this::hold, () -> SteadyClients.pause(RETRY_PAUSE_MILLIS));
        return next.isPresent();
    }

    /** The same token to all nodes at once. */
    void refreshTwice() {
        http.refreshEverywhere(held()).stream().flatMap(Optional::stream).forEach(this::hold);
    }

    /**
     * A refresh whose answer nobody reads, and the retry. The first request may still be on its way, so that the next
     * refresh comes some time later, as it does where an access token lives for minutes.
     */
    void loseAnswer() {
        http.refreshAndHangUp(anyNode(), held(), dice.nextInt(40));
        refresh();
        SteadyClients.pause(PAUSE_AFTER_LOSS_MILLIS);
    }

    /** Somebody has a copy, and uses it when it is two generations old, while the owner goes on. */
    void sufferTheft() {
        Tokens stolen = held();
        recorder.attacking(stolen.familyId());
        refresh();
        refresh();
        if (held().generation() > stolen.generation() + 1) {
            superseded.add(stolen);
        }
        http.refresh(anyNode(), stolen);
        http.refreshEverywhere(stolen);
        http.refreshEverywhere(held());
        refresh();
    }

    /** What is said to those whose theft was not noticed: the stolen token comes once more, when nothing stands still. */
    List<String> unnoticedThefts() {
        return superseded.stream()
                .map(stolen -> Await.answer(() -> nodes.get(anyNode()).refresh(stolen.refresh())))
                .map(answer -> answer.text("error_description"))
                .filter(description -> !description.equals(REUSED) && !description.equals(REVOKED))
                .toList();
    }

    /** Under strict single use: the owner and the thief come at the same moment, and again with what they got. */
    void race() {
        Tokens contested = held();
        recorder.attacking(contested.familyId());
        List<Optional<Tokens>> got = http.refreshEverywhere(contested);
        got.stream().flatMap(Optional::stream).forEach(http::refreshEverywhere);
        http.refreshEverywhere(contested);
    }

    /** The client gives its token back while it is being used elsewhere. */
    void revokeByClient() {
        Tokens given = held();
        endWhileRefreshing("the client", node -> nodes.get(node).revoke(given.refresh()));
    }

    /** An admin ends the session while it is being used. */
    void revokeByAdmin(List<AdminApi> admins, String realm) {
        String session = held().refreshClaims().path("sid").asText();
        endWhileRefreshing("an admin", node -> admins.get(node).delete("/" + realm + "/sessions/" + session));
    }

    private void endWhileRefreshing(String who, IntFunction<Http.Response> end) {
        Tokens presented = held();
        recorder.attacking(presented.familyId());
        int node = anyNode();
        List<Boolean> done = Callers.atOnce(2, i -> i == 0 ? ended(node, end) : refreshAt(1 - node));
        if (done.get(0)) {
            recorder.revoked(presented.familyId(), new AnsweredRevocation(System.nanoTime(), who + " at node " + node));
        }
        http.refreshEverywhere(presented);
        http.refreshEverywhere(held());
    }

    private static boolean ended(int node, IntFunction<Http.Response> end) {
        try {
            Http.Response answer = end.apply(node);
            return answer.status() == 204
                    || (answer.status() == 200 && answer.text().isEmpty());
        } catch (UncheckedIOException | IllegalStateException noAnswer) {
            return false;
        }
    }

    /** Whether every node gives it tokens. */
    boolean alive() {
        return IntStream.range(0, nodes.size()).allMatch(this::refreshAt);
    }

    private int anyNode() {
        return dice.nextInt(nodes.size());
    }

    private Tokens held() {
        return Objects.requireNonNull(tokens, "not logged in");
    }

    private void hold(Tokens next) {
        tokens = next;
    }
}
