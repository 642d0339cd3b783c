package dev.tokenfamily.load.lived;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Postgres;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a realm, and what their clients hold: the token that the server gave last. Where it gave none yet, it is
 * signed when it is wanted, so that a session that nobody refreshes takes no room here.
 */
final class ManySessions {

    private static final String UNDER_WAY = "";
    private static final int SAMPLES = 20;

    private final TestRealm realm;
    private final FirstSession first;
    private final AtomicReferenceArray<@Nullable String> held;

    private ManySessions(TestRealm realm, FirstSession first, int sessions) {
        this.realm = realm;
        this.first = first;
        this.held = new AtomicReferenceArray<>(sessions);
    }

    /** So many of them, written into that database, in a realm with the client {@code app}. */
    static ManySessions in(TestRealm realm, Postgres database, int sessions) {
        FirstSession first = FirstSession.of(database, realm);
        first.copied(sessions);
        ManySessions made = new ManySessions(realm, first, sessions);
        made.verifySamples();
        return made;
    }

    /** What SQL and we ourselves have made, the server must take for its own. */
    private void verifySamples() {
        App app = new App(realm.url(), "app", null);
        Draw anyone = Draw.atRandom(size());
        for (int sample = 0; sample < SAMPLES; sample++) {
            int session = anyone.next().getAsInt();
            @Nullable String token = take(session);
            if (token != null) {
                Response answer = app.refreshOnce(token);
                if (answer.status() != 200) {
                    throw new IllegalStateException("Session %d of %s is not one to the server: %d %s"
                            .formatted(session, realm.name(), answer.status(), answer.text()));
                }
                putBack(session, answer.text("refresh_token"));
            }
        }
    }

    TestRealm realm() {
        return realm;
    }

    int size() {
        return held.length();
    }

    /** The token that the client of that session presents next; null while it waits for the answer to another request. */
    @Nullable
    String take(int session) {
        @Nullable String token = held.getAndSet(session, UNDER_WAY);
        if (UNDER_WAY.equals(token)) {
            return null;
        }
        return token == null ? first.current().of(session) : token;
    }

    /** What the server has given for it, or the same where it gave none. */
    void putBack(int session, String token) {
        held.set(session, token);
    }

    /** The first token of that session, which was superseded before it was copied. */
    String superseded(int session) {
        return first.superseded().of(session);
    }
}
