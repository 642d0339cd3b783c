package dev.tokenfamily.live.library;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.page.ApacheServer;
import dev.tokenfamily.harness.realm.Browser;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** An Apache that a user's browser asks for pages, each of which comes from an API. */
final class ApacheWorker implements Worker {

    private static final String ERROR = "[auth_openidc:error] ";

    private final ApacheServer server;
    private final Browser browser;
    private final Runnable clock;
    private volatile boolean killed;

    /** With what puts its clock right. */
    ApacheWorker(ApacheServer server, Browser browser, Runnable clock) {
        this.server = server;
        this.browser = browser;
        this.clock = clock;
    }

    @Override
    public List<Outcome> call(int atOnce) {
        clock.run();
        int before = server.log().size();
        try {
            List<Response> pages = Callers.atOnce(atOnce, page -> page());
            List<Outcome> outcomes =
                    new ArrayList<>(pages.stream().map(ApacheWorker::outcome).toList());
            if (!outcomes.stream().allMatch(Outcome::served)) {
                outcomes.addAll(errors(server.log().subList(before, server.log().size())));
            }
            return outcomes;
        } catch (IllegalStateException noAnswer) {
            if (killed && noAnswer.getCause() instanceof UncheckedIOException) {
                return List.of();
            }
            throw noAnswer;
        }
    }

    /** What the user gets for the page of the API, redirects as they are. */
    Response look() {
        clock.run();
        return page();
    }

    private Response page() {
        return browser.look(server.url().resolve("/api"));
    }

    private static Outcome outcome(Response page) {
        return page.status() == 200
                ? Outcome.SERVED
                : Outcome.failed("page: " + page.status() + (page.status() == 302 ? " to the login" : " of the API"));
    }

    /** What the module tells its developer. */
    private static List<Outcome> errors(List<String> log) {
        return log.stream()
                .filter(line -> line.startsWith(ERROR))
                .map(line -> Outcome.failed("log: " + line.substring(ERROR.length())))
                .distinct()
                .toList();
    }

    @Override
    public void kill() {
        killed = true;
        server.kill();
    }
}
