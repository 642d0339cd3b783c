package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;

final class WidestRevocationTest {

    private static final String REALM = "realm";

    private static Revocation ending(Selection selection) {
        return new SelectionRevocation(selection, RevocationReason.UNREADABLE);
    }

    @Nested
    final class GivenAnEvent {

        private List<Revocation> of(@Nullable String userId, @Nullable String sessionId) {
            Event event = new Event();
            event.setType(EventType.UPDATE_CREDENTIAL);
            event.setRealmId(REALM);
            event.setUserId(userId);
            event.setSessionId(sessionId);
            return WidestRevocation.of(event);
        }

        @Test
        void thenAllOfItsUserEnds() {
            assertThat(of("user", "session")).containsExactly(ending(Selection.ofUser(REALM, "user")));
        }

        @Test
        void whenItNamesNoUserThenItsSessionEnds() {
            assertThat(of(null, "session")).containsExactly(ending(Selection.ofUserSession(REALM, "session")));
        }

        @Test
        void whenItNamesNobodyThenTheRealmEnds() {
            assertThat(of(null, null))
                    .containsExactly(
                            ending(Selection.ofSessions(REALM, false)), ending(Selection.ofSessions(REALM, true)));
        }
    }

    @Nested
    final class GivenAnAdminEvent {

        private List<Revocation> of(@Nullable String path) {
            AdminEvent event = new AdminEvent();
            event.setRealmId(REALM);
            event.setResourcePath(path);
            return WidestRevocation.of(event);
        }

        @Test
        void thenAllEndsOfWhomItsPathNames() {
            assertThat(of("users/u/reset-password")).containsExactly(ending(Selection.ofUser(REALM, "u")));
            assertThat(of("clients/c")).containsExactly(ending(Selection.ofClient(REALM, "c")));
            assertThat(of("sessions/s")).containsExactly(ending(Selection.ofUserSession(REALM, "s")));
        }

        @Test
        void whenItsPathHasMoreSlashesThenItNamesTheSame() {
            assertThat(of("users//u/")).containsExactly(ending(Selection.ofUser(REALM, "u")));
            assertThat(of("/users/u")).containsExactly(ending(Selection.ofUser(REALM, "u")));
            assertThat(of("//clients///c//")).containsExactly(ending(Selection.ofClient(REALM, "c")));
        }

        @Test
        void whenItNamesNobodyThenTheRealmEnds() {
            assertThat(of("users//")).hasSize(2);
            assertThat(of(null)).hasSize(2);
            assertThat(of("")).hasSize(2);
            assertThat(of("logout-all")).hasSize(2);
            assertThat(of("roles/r")).hasSize(2);
        }
    }
}
