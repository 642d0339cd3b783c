package dev.tokenfamily.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rendezVous;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.tokenfamily.load.Plan.Turn;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** The turns of a {@link Plan}, one after the other, against servers that run already. */
public final class RefreshSimulation extends Simulation {

    private static final String REFRESH_TOKEN = "refresh_token";
    private static final String BEGUN = "begun";

    private final Plan plan = Plan.read();
    private final Latencies latencies = new Latencies();

    /** The newest tokens of each cell's clients at each node, who go on with them in the next round. */
    private final Map<String, Queue<String>> held = new ConcurrentHashMap<>();

    /** Made by Gatling. */
    public RefreshSimulation() {
        List<PopulationBuilder> turns = IntStream.range(0, plan.turns().size())
                .mapToObj(n -> clients(n, plan.turns().get(n), Duration.ofSeconds(plan.seconds())))
                .toList();
        PopulationBuilder chain = turns.get(turns.size() - 1);
        for (int n = turns.size() - 2; n >= 0; n--) {
            chain = turns.get(n).andThen(chain);
        }
        setUp(chain).protocols(http.disableWarmUp().disableCaching().shareConnections());
    }

    @Override
    public void after() {
        latencies.write(Plan.samples(), plan.seconds());
    }

    private PopulationBuilder clients(int number, Turn turn, Duration time) {
        Cell cell = turn.cell();
        return scenario(number + " " + cell.name())
                .exec(session -> {
                    String token = cell.token() == null ? held(cell, session).poll() : cell.token();
                    return token == null ? session : session.set(REFRESH_TOKEN, token);
                })
                .doIf(session -> !session.contains(REFRESH_TOKEN))
                .then(exec(login(cell)))
                .exec(rendezVous(cell.clients()))
                .exec(during(time).on(timed(turn, refresh(turn))))
                .exec(session -> {
                    held(cell, session).add(Objects.requireNonNull(session.getString(REFRESH_TOKEN)));
                    return session;
                })
                .injectOpen(atOnceUsers(cell.clients()));
    }

    /** Each node is an issuer of its own here, and takes its own tokens only. */
    private Queue<String> held(Cell cell, Session session) {
        return held.computeIfAbsent(cell.name() + " " + endpoint(cell, session), name -> new ConcurrentLinkedQueue<>());
    }

    private ChainBuilder timed(Turn turn, HttpRequestActionBuilder request) {
        return exec(session -> session.markAsSucceeded().set(BEGUN, System.nanoTime()))
                .exec(request)
                .exec(session -> {
                    latencies.add(turn.requests(), System.nanoTime() - session.getLong(BEGUN), !session.isFailed());
                    return session;
                });
    }

    private static HttpRequestActionBuilder login(Cell cell) {
        return http("login")
                .post(session -> endpoint(cell, session))
                .formParam("grant_type", "password")
                .formParam("username", "alice")
                .formParam("password", "alice")
                .formParam("client_id", "app")
                .check(jsonPath("$." + REFRESH_TOKEN).saveAs(REFRESH_TOKEN));
    }

    private static HttpRequestActionBuilder refresh(Turn turn) {
        Cell cell = turn.cell();
        HttpRequestActionBuilder request = http(turn.requests())
                .post(session -> endpoint(cell, session))
                .formParam("grant_type", REFRESH_TOKEN)
                .formParam(REFRESH_TOKEN, "#{" + REFRESH_TOKEN + "}")
                .formParam("client_id", "app")
                .check(status().is(cell.status()));
        return cell.token() == null
                ? request.check(jsonPath("$." + REFRESH_TOKEN).saveAs(REFRESH_TOKEN))
                : request;
    }

    private static String endpoint(Cell cell, Session session) {
        int node = (int) (session.userId() % cell.realms().size());
        return cell.realms().get(node) + "/protocol/openid-connect/token";
    }
}
