package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.revocation.AdminAct.Kind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;

/** Which admin events may end families, by operation and path, and which of their neighbours do not. */
final class AdminActTest {

    private static AdminEvent event(OperationType operation, ResourceType resource, @Nullable String path) {
        AdminEvent event = new AdminEvent();
        event.setRealmId("realm");
        event.setOperationType(operation);
        event.setResourceType(resource);
        event.setResourcePath(path);
        return event;
    }

    @Nested
    final class GivenAnActThatEndsSomething {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "DELETE | USER_SESSION | sessions/2f4c-11 | SESSION_ENDED | 2f4c-11",
                    "ACTION | REALM | logout-all | ALL_LOGGED_OUT |",
                    "ACTION | USER | users/ab-1/logout | USER_LOGGED_OUT | ab-1",
                    "ACTION | USER | users/f:ldap-1:Bob@acme/logout | USER_LOGGED_OUT | f:ldap-1:Bob@acme",
                    "ACTION | USER | users/ab-1/reset-password | CREDENTIAL_CHANGED | ab-1",
                    "ACTION | USER | users/ab-1/credentials/c-7 | CREDENTIAL_CHANGED | ab-1",
                    "ACTION | USER | users/ab-1/consents/shop | CONSENT_WITHDRAWN | ab-1 shop",
                    "ACTION | USER | users/ab-1/consents/https://app.example/a | CONSENT_WITHDRAWN | ab-1 https://app.example/a",
                    "UPDATE | USER | users/ab-1 | USER_UPDATED | ab-1",
                    "UPDATE | CLIENT | clients/c0-1 | CLIENT_UPDATED | c0-1",
                    "DELETE | USER_SESSION | sessions/2f4c-11/ | SESSION_ENDED | 2f4c-11",
                    "ACTION | REALM | logout-all// | ALL_LOGGED_OUT |",
                    "ACTION | USER | users/ab-1/logout/ | USER_LOGGED_OUT | ab-1",
                    "ACTION | USER | users//ab-1//logout | USER_LOGGED_OUT | ab-1",
                    "ACTION | USER | users/ab-1/reset-password/ | CREDENTIAL_CHANGED | ab-1",
                    "ACTION | USER | users/ab-1/credentials/c-7/ | CREDENTIAL_CHANGED | ab-1",
                    "ACTION | USER | users/ab-1/consents/shop/ | CONSENT_WITHDRAWN | ab-1 shop",
                    "UPDATE | USER | users/ab-1/ | USER_UPDATED | ab-1",
                    "UPDATE | USER | /users/ab-1 | USER_UPDATED | ab-1",
                    "UPDATE | CLIENT | clients/c0-1/// | CLIENT_UPDATED | c0-1"
                })
        void thenItIsToldWithTheIdsOfItsPath(
                OperationType operation, ResourceType resource, String path, Kind kind, @Nullable String ids) {
            List<String> expected = ids == null ? List.of() : Arrays.asList(ids.split(" ", -1));

            assertThat(AdminAct.read(event(operation, resource, path))).contains(new AdminAct(kind, expected));
        }
    }

    @Nested
    final class GivenTheRealmItself {

        @Test
        void thenItsUpdateIsToldWhetherItsPathIsEmptyOrNone() {
            AdminAct updated = new AdminAct(Kind.REALM_UPDATED, List.of());

            assertThat(AdminAct.read(event(OperationType.UPDATE, ResourceType.REALM, "")))
                    .contains(updated);
            assertThat(AdminAct.read(event(OperationType.UPDATE, ResourceType.REALM, null)))
                    .contains(updated);
            assertThat(AdminAct.read(event(OperationType.UPDATE, ResourceType.REALM, "/")))
                    .contains(updated);
        }

        @Test
        void thenNoOtherOperationOnItIs() {
            assertThat(AdminAct.read(event(OperationType.ACTION, ResourceType.REALM, null)))
                    .isEmpty();
            assertThat(AdminAct.read(event(OperationType.CREATE, ResourceType.REALM, "")))
                    .isEmpty();
        }

        @Test
        void thenAnUpdateOfAnythingElseWithoutAPathIsNot() {
            assertThat(AdminAct.read(event(OperationType.UPDATE, ResourceType.CUSTOM, null)))
                    .isEmpty();
        }
    }

    @Nested
    final class GivenAPathThatIsAlmostOneOfThem {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "DELETE | USER_SESSION | sessions",
                    "DELETE | USER_SESSION | user-sessions/2f4c-11",
                    "DELETE | USER_SESSION | sessions/2f4c-11/clients/c0-1",
                    "ACTION | REALM | push-revocation",
                    "ACTION | REALM | groups/logout-all",
                    "ACTION | USER | users//logout",
                    "ACTION | USER | users/ab-1/logout-all",
                    "ACTION | USER | users/ab-1/federated/logout",
                    "ACTION | USER | users/ab-1/reset-password-email",
                    "ACTION | USER | users/ab-1/credentials",
                    "ACTION | USER | users/ab-1/credentials/c-7/moveAfter/c-8",
                    "ACTION | USER | users/ab-1/credentials/c-7/moveToFirst",
                    "ACTION | USER | users/ab-1/consents",
                    "ACTION | USER | users/ab-1/impersonation",
                    "ACTION | USER | users/ab-1/execute-actions-email",
                    "UPDATE | USER | users",
                    "UPDATE | USER | users/ab-1/credentials/c-7/userLabel",
                    "UPDATE | REALM | events/config",
                    "UPDATE | CLIENT | clients",
                    "UPDATE | CLIENT | clients/c0-1/management/permissions",
                    "UPDATE | CLIENT_SCOPE | client-scopes/s-1",
                    "UPDATE | GROUP | groups/g-1",
                    "UPDATE | GROUP_MEMBERSHIP | users/ab-1/groups/g-1"
                })
        void thenItTellsOfNothing(OperationType operation, ResourceType resource, String path) {
            assertThat(AdminAct.read(event(operation, resource, path))).isEmpty();
        }
    }

    @Nested
    final class GivenAPathOfThemWithAnotherOperation {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "ACTION | USER_SESSION | sessions/2f4c-11",
                    "UPDATE | USER_SESSION | sessions/2f4c-11",
                    "DELETE | REALM | logout-all",
                    "UPDATE | USER | users/ab-1/logout",
                    "CREATE | USER | users/ab-1/reset-password",
                    "CREATE | USER | users/ab-1/consents/shop",
                    "CREATE | USER | users/ab-1",
                    "ACTION | USER | users/ab-1",
                    "CREATE | CLIENT | clients/c0-1",
                    "ACTION | CLIENT | clients/c0-1"
                })
        void thenItTellsOfNothing(OperationType operation, ResourceType resource, String path) {
            assertThat(AdminAct.read(event(operation, resource, path))).isEmpty();
        }
    }
}
