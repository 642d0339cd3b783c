package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The whole contract of the store in a server: the port's, the purge's, the statistics', and here whose clock it goes by,
 * whose sessions it asks for, and which rows go with what is removed.
 */
abstract class LiveStoreContract extends LiveStoreHistory {

    /** More than are removed in one batch. */
    private static final int MANY = 1001;

    /** Of ids in a statement. */
    private static final int AT_A_TIME = 500;

    LiveStoreContract(KeycloakServer server, String realmName) {
        super(server, realmName);
    }

    /** The tests' databases live in another time zone than the server. */
    @Test
    void thenItsTimeIsThatOfTheWorld() {
        long ahead = realm.inside().clockOffset();
        long before = Instant.now().getEpochSecond();
        long now = now();
        assertThat(now - ahead).isBetween(before - 2, Instant.now().getEpochSecond() + 2);
    }

    @Test
    void givenARememberedFamilyWhenChangedOtherwiseThenItIsForgotten() {
        for (Consumer<Family> change : List.<Consumer<Family>>of(
                row -> revoke(row, RevocationReason.ADMIN),
                row -> store().revokeAll(
                                Selection.ofUserSession(
                                        row.owner().realmId(), row.owner().sessionId()),
                                RevocationReason.SESSION_ENDED),
                row -> store().undo(rotated(row), row),
                row -> store().retry(row, GraceTerms.UNLIMITED, row.lastUse(), new AccessToken("retry", now())),
                row -> store().advance(rotated(row), row))) {
            Family family = inserted();
            Family next = rotated(family);
            assertThat(store().advance(family, next)).isTrue();
            change.accept(next);
            assertThat(store().recall(family.owner(), family.id())).isEmpty();
        }
    }

    @Test
    void givenNoSuchSessionThenItAcceptsNoTokens() {
        Owner alice = owner();
        for (Owner nobody : List.of(
                new Owner("no-realm", alice.clientId(), alice.userId(), alice.sessionId(), false),
                new Owner(alice.realmId(), "no-client", alice.userId(), alice.sessionId(), false),
                new Owner(alice.realmId(), alice.clientId(), alice.userId(), "no-session", false),
                new Owner(alice.realmId(), alice.clientId(), alice.userId(), alice.sessionId(), true))) {
            assertThat(store().sessionAccepts(nobody, now()))
                    .as(nobody.toString())
                    .isFalse();
        }
    }

    @Test
    void givenANotBeforeThenTheSessionAcceptsOnlyTokensIssuedSince() {
        long notBefore = now();
        setNotBefore(notBefore);
        assertThat(store().sessionAccepts(owner(), notBefore - 1)).isFalse();
        assertThat(store().sessionAccepts(owner(), notBefore)).isTrue();
        setNotBefore(0);
    }

    @Test
    void givenADisabledUserOrClientThenTheSessionAcceptsNoTokens() {
        for (String path : List.of("/users/" + owner().userId(), "/clients/" + owner().clientId())) {
            setEnabled(path, false);
            assertThat(store().sessionAccepts(owner(), now())).as(path).isFalse();
            setEnabled(path, true);
            assertThat(store().sessionAccepts(owner(), now())).as(path).isTrue();
        }
    }

    private void setEnabled(String path, boolean enabled) {
        expectSuccess(realm.admin().put("/" + realm.name() + path, Map.of("enabled", enabled)));
    }

    private void setNotBefore(long time) {
        expectSuccess(realm.admin().put("/" + realm.name(), Map.of("notBefore", time)));
    }

    @Test
    void whenAFederatedUserWithTheLongestIdGoesThenTheFamilyGoes() {
        TestRealm federated = TestRealm.create(
                        realm.server(),
                        realm.name() + "-federated",
                        // foreign users cannot complete their profile
                        settings -> settings.setRequiredActions(List.of()))
                .govern("default", Map.of());
        String name = "foreign" + "x".repeat(255 - "f:".length() - 36 - ":foreign".length());
        String id = "f:" + addForeignUsers(federated) + ":" + name;
        assertThat(id).hasSize(255);
        App app = federated.publicClient("app", "default");

        Tokens tokens = app.refreshed(app.login(name));

        assertThat(federated.inside().row(tokens.familyId()).path("user_id").asText())
                .isEqualTo(id);
        removeUser(federated, id);
        Await.until(() -> federated.inside().rows().isEmpty());
    }

    @Test
    void whenAUserIsRemovedThenAllOfTheirRowsAndNoOthers() {
        String prefix = "f:" + addForeignUsers(realm) + ":foreign ";
        String removed = prefix + "o'Brien 100%_\\\" 李";
        String realmId = owner().realmId();
        List<Family> others = Stream.of(
                        ownedBy(realmId, removed.toUpperCase(Locale.ROOT)),
                        ownedBy(realmId, removed + " "),
                        ownedBy(realmId, removed.replace("100%_", "100 and more")),
                        ownedBy(realmId, prefix),
                        ownedBy("another realm", removed))
                .map(owner -> stored(family(owner)))
                .toList();
        List<Family> theirs = manyStored(ownedBy(realmId, removed));

        removeUser(realm, removed);

        awaitRemoved(theirs);
        others.forEach(this::assertStored);
    }

    @Test
    void whenAClientIsRemovedThenAllOfItsRowsAndNoOthers() {
        String removed = "o'Client 100%_ 李";
        realm.client("to-be-removed", "", client -> client.setId(removed));
        String realmId = owner().realmId();
        List<Family> others = Stream.of(
                        of(realmId, removed.toLowerCase(Locale.ROOT)),
                        of(realmId, removed.replace("100%_", "100 and")),
                        of("another realm", removed))
                .map(owner -> stored(family(owner)))
                .toList();
        List<Family> its = List.of(stored(family(of(realmId, removed))), stored(family(of(realmId, removed))));

        expectSuccess(realm.admin().delete("/" + realm.name() + "/clients/" + encoded(removed)));

        awaitRemoved(its);
        others.forEach(this::assertStored);
    }

    @Test
    void whenARealmIsRemovedThenAllOfItsRowsAndNoOthers() {
        String removed = "o'Realm-100%_" + realm.name();
        TestRealm gone = TestRealm.create(realm.server(), realm.name() + "-gone", settings -> settings.setId(removed));
        List<Family> others = Stream.of(removed.toLowerCase(Locale.ROOT), removed.replace("%_", "..."))
                .map(realmId -> stored(family(ownedBy(realmId, "user"))))
                .toList();
        Family online = stored(family(ownedBy(removed, "user")));
        Family offline = stored(family(new Owner(removed, "client", "another user", "session", true)));

        expectSuccess(gone.admin().delete("/" + gone.name()));

        awaitRemoved(List.of(online, offline));
        others.forEach(this::assertStored);
        assertThat(store().insert(family(owner()))).isTrue();
    }

    /** Each client and the realm itself is a task of its own, and all of them want the same rows. */
    @Test
    void whenARealmWithClientsAndManyFamiliesIsRemovedThenAllGo() {
        String removed = "many-" + realm.name();
        TestRealm gone =
                TestRealm.create(realm.server(), realm.name() + "-many-gone", settings -> settings.setId(removed));
        List<String> clients = List.of("first", "second", "third");
        clients.forEach(id -> gone.client(id, "", client -> client.setId(removed + "-" + id)));
        List<Family> families = clients.stream()
                .flatMap(id -> manyStored(of(removed, removed + "-" + id)).stream())
                .toList();
        assertThat(families).hasSizeGreaterThan(3 * MANY - 3);

        // not all in one, since Keycloak itself may fail to remove a realm beside its clients; our tasks run beside
        // each other
        assertThat(Callers.atOnce(clients.size(), n -> Await.answer(() -> realm.admin()
                                .delete("/" + gone.name() + "/clients/"
                                        + encoded(removed + "-" + clients.get(n)))) // may deadlock in Keycloak
                        .status()))
                .containsOnly(204);
        expectSuccess(realm.admin().delete("/" + gone.name()));

        awaitRemoved(families);
    }

    /** Gives the id of the component. */
    private static String addForeignUsers(TestRealm realm) {
        URI created = URI.create(expectSuccess(realm.admin()
                        .post(
                                "/" + realm.name() + "/components",
                                Map.of(
                                        "name", "foreign",
                                        "providerId", "test-foreign-users",
                                        "providerType", "org.keycloak.storage.UserStorageProvider")))
                .headers()
                .firstValue("Location")
                .orElseThrow());
        return created.getPath().substring(created.getPath().lastIndexOf('/') + 1);
    }

    private static void removeUser(TestRealm realm, String id) {
        expectSuccess(realm.admin().delete("/" + realm.name() + "/users/" + encoded(id)));
    }

    private static String encoded(String pathSegment) {
        return URLEncoder.encode(pathSegment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Owner ownedBy(String realmId, String userId) {
        return new Owner(realmId, "client", userId, "session", false);
    }

    private static Owner of(String realmId, String clientId) {
        return new Owner(realmId, clientId, "user", "session", false);
    }

    private List<Family> manyStored(Owner owner) {
        long now = now(); // asked once: each question is a request
        return Callers.atOnce(8, i -> IntStream.range(0, MANY / 8 + 1)
                        .mapToObj(n -> stored(family(UUID.randomUUID().toString(), owner, now)))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** By a statement that begins as all do that are the tests' own ({@link PostgresStoreIT}). */
    private void awaitRemoved(List<Family> families) {
        for (int from = 0; from < families.size(); from += AT_A_TIME) {
            String ids = families.subList(from, Math.min(from + AT_A_TIME, families.size())).stream()
                    .map(family -> "'" + family.id() + "'")
                    .collect(Collectors.joining(", "));
            Await.until(() -> realm.inside()
                    .texts("select * from (select ID from TOKEN_FAMILY where :realm <> '' and ID in (" + ids
                            + ")) remaining")
                    .isEmpty());
        }
    }
}
