package dev.tokenfamily.live.library;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.spring.SpringApp;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.apache.catalina.LifecycleException;

/**
 * A Tomcat that a user's browser asks for pages. An access token of this suite lives shorter than the minute before its expiry in which
 * Spring Security refreshes it, so that each page does.
 */
final class SpringWorker implements Worker {

    private final SpringApp app;
    private final Browser browser;
    private volatile boolean killed;

    SpringWorker(SpringApp app, Browser browser) {
        this.app = app;
        this.browser = browser;
    }

    URI url() {
        return app.url();
    }

    @Override
    public List<Outcome> call(int atOnce) {
        URI page = url();
        try {
            return Callers.atOnce(atOnce, tab -> outcome(browser.look(page)));
        } catch (IllegalStateException noAnswer) {
            if (killed && noAnswer.getCause() instanceof UncheckedIOException) {
                return List.of();
            }
            throw noAnswer;
        }
    }

    private static Outcome outcome(Response page) {
        if (page.status() == 200) {
            return Outcome.SERVED;
        }
        return Outcome.failed(page.text().isEmpty() ? "page: " + page.status() + " to the login" : page.text());
    }

    /** It cannot be ended like a process: its request is interrupted, and hears of no answer. */
    @Override
    public void kill() {
        if (killed) {
            return;
        }
        killed = true;
        try {
            app.close();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
