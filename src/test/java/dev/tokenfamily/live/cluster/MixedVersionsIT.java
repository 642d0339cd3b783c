package dev.tokenfamily.live.cluster;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Cluster;
import dev.tokenfamily.harness.server.EarlierJar;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster in the middle of an upgrade: one node has the JAR from before the smaller indexes (ADR 35), and made the tables; the
 * other, which came later and changed them while the first was serving, has today's.
 */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MixedVersionsIT {

    private static final String REALM = "mixed";

    private final Cluster cluster;
    private final TestRealm older;
    private final TestRealm newer;
    private final App first;
    private final Tokens alive;
    private final Tokens dead;

    MixedVersionsIT(@TempDir Path data) throws IOException, InterruptedException {
        Path earlier = EarlierJar.built();
        cluster = new Cluster(new Postgres(data, Map.of()));
        older = TestRealm.create(
                        cluster.join(ServerHome.fresh("mixed-older")
                                .withTestServerJar() // as WayBackIT builds it
                                .withJar(earlier)
                                .built("--db=postgres")),
                        REALM)
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("grace", Map.of("grace-period-seconds", 600))
                .govern("user", Map.of("grace-period-seconds", 0, "revocation-scope", "user"));
        first = older.publicClient("first", "strict");
        alive = first.refreshed(first.login("alice"));
        Tokens stolen = first.login("alice");
        dead = first.refreshed(stolen);
        assertRefused(first.refresh(stolen.refresh()), REUSED);

        newer = older.through(cluster.join(ServerHome.installed("mixed-newer", "--db=postgres")));
        Await.until(() -> cluster.views().stream().allMatch(view -> view.startsWith("2")));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    /** From an application at one node to the same at the other. */
    private record Way(App here, App there) {}

    private List<Way> bothWays(String clientId, String profile) {
        App atOlder = older.publicClient(clientId, profile);
        App atNewer = atOlder.at(newer.url());
        return List.of(new Way(atOlder, atNewer), new Way(atNewer, atOlder));
    }

    @Test
    void givenFamiliesFromBeforeTheUpgradeThenTheyGoOnAndTheDeadStayDead() {
        App atNewer = first.at(newer.url());
        Tokens next = first.refreshed(atNewer.refreshed(alive));
        assertThat(next.generation()).isEqualTo(alive.generation() + 2);
        Stream.of(first, atNewer).forEach(node -> assertRefused(node.refresh(dead.refresh()), REVOKED));
        assertRefused(atNewer.refresh(alive.refresh()), REUSED);
        assertRefused(first.refresh(next.refresh()), REVOKED);
    }

    @Test
    void whenAClientRefreshesAtBothInTurnThenEachUseIsARotation() {
        for (Way way : bothWays("turns", "strict")) {
            Tokens tokens = way.here().login("alice");
            for (int turn = 1; turn <= 6; turn++) {
                tokens = (turn % 2 == 0 ? way.here() : way.there()).refreshed(tokens);
            }
            assertThat(tokens.generation()).isEqualTo(6);
            assertThat(newer.inside().revocation(tokens.familyId())).isEmpty();
        }
    }

    @Test
    void whenALostAnswerIsAskedForAtTheOtherThenTheSameSuccessorComesAgain() {
        for (Way way : bothWays("retry", "grace")) {
            Tokens login = way.here().login("alice");
            Tokens lost = way.here().refreshed(login);
            assertThat(way.there().refreshed(login).refresh()).isEqualTo(lost.refresh());
            Tokens next = way.there().refreshed(lost);
            assertThat(way.here().refreshed(login).refresh()).isEqualTo(next.refresh());
            assertThat(way.here().refreshed(next).generation()).isEqualTo(3);
        }
    }

    @Test
    void whenASupersededTokenComesToTheOtherThenTheFamilyEndsAtBothAndBothTellOfIt() {
        for (Way way : bothWays("reuse", "strict")) {
            Tokens stolen = way.here().login("alice");
            Tokens head = way.here().refreshed(stolen);
            assertRefused(way.there().refresh(stolen.refresh()), REUSED);
            assertRefused(way.here().refresh(head.refresh()), REVOKED);
            assertRefused(way.there().refresh(head.refresh()), REVOKED);
            assertThat(way.here().userinfo(head.access()).status()).isEqualTo(401);
            for (TestRealm node : List.of(older, newer)) {
                Await.until(() -> node.admin()
                                .read("/" + REALM + "/token-families/incidents?familyId=" + head.familyId())
                                .size()
                        == 1);
            }
        }
    }

    @Test
    void whenAFamilyIsRevokedAtOneThenItIsDeadAtTheOther() {
        for (Way way : bothWays("revoked", "grace")) {
            Tokens login = way.here().login("alice");
            Tokens head = way.there().refreshed(login);
            assertThat(way.here().revoke(head.refresh()).status()).isEqualTo(200);
            assertThat(way.there().refresh(head.refresh()).status()).isEqualTo(400);
            assertThat(way.there().refresh(login.refresh()).status()).isEqualTo(400);
            assertThat(newer.inside().revocation(head.familyId())).isEqualTo("TOKEN_REVOCATION");
        }
    }

    @Test
    void whenAReuseEndsAllOfTheUserThenItDoesSoAtBoth() {
        for (Way way : bothWays("wide", "user")) {
            Tokens other = way.there().refreshed(way.there().login("bob"));
            Tokens stolen = way.here().login("bob");
            way.here().refreshed(stolen);
            assertRefused(way.there().refresh(stolen.refresh()), REUSED);
            assertThat(way.here().refresh(other.refresh()).status()).isEqualTo(400);
            assertThat(newer.inside().revocation(other.familyId())).isEqualTo("REUSE_ELSEWHERE");
        }
    }

    @Test
    void whenAnAdminEndsAClientAtOneThenBothListItsFamiliesAsEnded() {
        for (TestRealm node : List.of(older, newer)) {
            App app = older.publicClient("ended-" + node.server().url().getPort(), "grace");
            List<Tokens> heads = Stream.of("alice", "bob")
                    .flatMap(user -> Stream.of(
                            app.refreshed(app.login(user)), app.at(newer.url()).refreshed(app.login(user))))
                    .toList();
            AdminApi.expectSuccess(
                    node.admin().post("/" + REALM + "/token-families/revoke", Map.of("clientId", app.clientId())));
            heads.forEach(
                    head -> assertThat(app.refresh(head.refresh()).status()).isEqualTo(400));
            for (TestRealm asked : List.of(older, newer)) {
                assertThat(asked.admin()
                                .read("/" + REALM + "/token-families?status=revoked&clientId=" + app.clientId())
                                .findValuesAsText("id"))
                        .containsExactlyInAnyOrderElementsOf(
                                heads.stream().map(Tokens::familyId).toList());
            }
        }
    }
}
