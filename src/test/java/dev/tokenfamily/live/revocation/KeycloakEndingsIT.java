package dev.tokenfamily.live.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.live.revocation.KeycloakEnding.Noticed;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every way in which Keycloak ends what families live on is in {@code keycloak-endings.txt}: found in the classes of the server
 * that is tested, not remembered. A server that has another way fails here, by the name of what calls it.
 */
final class KeycloakEndingsIT {

    /** The methods of Keycloak's models by which it disables, logs out, and changes credentials and consents. */
    private static final Set<KeycloakMethod> ENDS = Stream.of(
                    "models.UserModel.setEnabled",
                    "models.ClientModel.setEnabled",
                    "models.ClientModel.setNotBefore",
                    "models.RealmModel.setEnabled",
                    "models.RealmModel.setNotBefore",
                    "models.UserProvider.setNotBeforeForUser",
                    "models.UserProvider.revokeConsentForClient",
                    "models.UserProvider.updateConsent",
                    "models.UserSessionProvider.removeUserSession",
                    "models.UserSessionProvider.removeUserSessions",
                    "models.UserSessionProvider.removeOfflineUserSession",
                    "models.UserSessionModel.removeAuthenticatedClientSessions",
                    "models.UserSessionModel.restartSession",
                    "models.AuthenticatedClientSessionModel.detachFromUserSession",
                    "models.AuthenticatedClientSessionModel.restartClientSession",
                    "models.SubjectCredentialManager.updateCredential",
                    "models.SubjectCredentialManager.updateStoredCredential",
                    "models.SubjectCredentialManager.createStoredCredential",
                    "models.SubjectCredentialManager.createCredentialThroughProvider",
                    "models.SubjectCredentialManager.removeStoredCredentialById",
                    "models.SubjectCredentialManager.disableCredentialType")
            .map(KeycloakMethod::of)
            .collect(Collectors.toUnmodifiableSet());

    @Test
    void thenEveryWayIsListedAndNoOther() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        ServerClasses keycloak = ServerClasses.of(ServerHome.tools());
        Stream<KeycloakMethod> steps = KeycloakEnding.all().stream()
                .filter(ending -> ending.noticed() == Noticed.CALLERS)
                .map(KeycloakEnding::caller);
        Stream.concat(ENDS.stream(), steps).forEach(method -> keycloak.callersOf(method)
                .forEach(caller ->
                        found.computeIfAbsent(caller, any -> new TreeSet<>()).add(method.toString())));
        Set<String> listed = KeycloakEnding.all().stream()
                .map(ending -> ending.caller().toString())
                .collect(Collectors.toSet());

        assertThat(listed)
                .as("what keycloak-endings.txt lists, and this Keycloak has no more")
                .isSubsetOf(found.keySet());
        found.keySet().removeAll(listed);
        assertThat(found)
                .as(
                        "new in this Keycloak, each with what it calls. Add it to keycloak-endings.txt: how do we notice it, and which "
                                + "live test shows that? Or do we not, and which sentence of beside-keycloak.md says so?")
                .isEmpty();
    }

    @Test
    void thenEachIsShownByATestOrToldByTheDocuments() throws IOException {
        assertThat(KeycloakEnding.all().stream().flatMap(KeycloakEnding::faults))
                .isEmpty();
    }
}
