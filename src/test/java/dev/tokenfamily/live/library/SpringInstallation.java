package dev.tokenfamily.live.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.spring.SpringApp;
import dev.tokenfamily.harness.spring.SpringStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.LifecycleException;

/** Tomcats that share sessions and tokens, and the browser of one user. */
final class SpringInstallation implements Installation {

    private final App app;
    private final SpringStore store = SpringStore.create();
    private final Browser browser = new Browser();
    private final List<SpringWorker> workers = new ArrayList<>();

    SpringInstallation(App app) {
        this.app = app;
    }

    /** By a server that ends then. */
    SpringInstallation loggedIn(String user) {
        SpringWorker worker = server();
        Response page = browser.visit(worker.url(), user, worker.url().toString(), app.realm() + "/");
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        worker.kill();
        return this;
    }

    private SpringWorker server() {
        try {
            return new SpringWorker(new SpringApp(app, store), browser);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Worker start() {
        SpringWorker worker = server();
        workers.add(worker);
        return worker;
    }

    @Override
    public void close() {
        workers.forEach(SpringWorker::kill);
    }
}
