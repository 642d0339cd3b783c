package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store must revoke for a selection, and nothing else. */
public abstract class FamilyStoreSelections extends FamilyStoreRows {

    @Test
    void whenASelectionIsRevokedThenAllOfItAndNothingElse() {
        String realm = owner().realmId();
        Owner selected = user("user-" + UUID.randomUUID());
        String user = selected.userId();
        String session = selected.sessionId();
        Family online = stored(family(selected));
        Family offline = stored(family(new Owner(realm, "client", user, session, true)));
        Family otherClient = stored(family(new Owner(realm, "client-2", user, session, false)));
        Family otherSession = stored(family(new Owner(realm, "client", user, session + "2", false)));
        Family otherUser = stored(family(new Owner(realm, "client", user + "2", session + "3", false)));
        Family otherRealm = stored(family(new Owner("realm-2", "client", user, session, false)));
        RevocationReason reason = RevocationReason.REUSE_ELSEWHERE;

        assertThat(store().revokeAll(Selection.ofClientSession(realm, "client", session), reason))
                .isEqualTo(2);
        assertStored(online.revokedBecause(reason));
        assertStored(offline.revokedBecause(reason));
        assertStored(otherClient);

        assertThat(store().revokeAll(Selection.ofUserSession(realm, session), RevocationReason.REUSE))
                .isEqualTo(1);
        assertStored(otherClient.revokedBecause(RevocationReason.REUSE));
        assertStored(online.revokedBecause(reason));
        assertStored(otherSession);

        Family onOffline = stored(family(new Owner(realm, "client", user, session, true)));
        assertThat(store().revokeAll(Selection.ofSession(realm, session, false), reason))
                .isZero();
        assertThat(store().revokeAll(Selection.ofSession(realm, session, true), reason))
                .isEqualTo(1);
        assertStored(onOffline.revokedBecause(reason));

        assertThat(store().revokeAll(Selection.ofUser(realm, user), reason)).isEqualTo(1);
        assertStored(otherSession.revokedBecause(reason));
        assertThat(store().revokeAll(Selection.ofUser(realm, user), reason)).isZero();
        assertStored(otherUser);
        assertStored(otherRealm);
    }

    @Test
    void whenAClientIsRevokedThenAllOfItsFamiliesAndNoOthers() {
        assertRevokes(realm -> Selection.ofClient(realm, "client"), "online", "offline", "newer", "other user");
    }

    @Test
    void whenAUserIsRevokedAtAClientThenOnlyTheirFamiliesThere() {
        assertRevokes(realm -> Selection.ofClientOfUser(realm, "client", "user"), "online", "offline", "newer");
    }

    @Test
    void whenSessionsOfARealmAreRevokedThenAllOfThatKindAndNoOthers() {
        assertRevokes(realm -> Selection.ofSessions(realm, false), "online", "newer", "other client", "other user");
        assertRevokes(realm -> Selection.ofSessions(realm, true), "offline");
    }

    @Test
    void whenWhatWasIssuedBeforeAMomentIsRevokedThenNothingNewer() {
        long moment = now() + 50;
        assertRevokes(
                realm -> Selection.ofRealmIssuedBefore(realm, moment),
                "online",
                "offline",
                "other client",
                "other user");
        assertRevokes(
                realm -> Selection.ofClientIssuedBefore(realm, "client", moment), "online", "offline", "other user");
        assertRevokes(realm -> Selection.ofRealmIssuedBefore(realm, now() - 50));
    }

    private void assertRevokes(Function<String, Selection> selection, String... expected) {
        String realm = UUID.randomUUID().toString();
        Map<String, Family> families = new LinkedHashMap<>();
        families.put("online", stored(family(new Owner(realm, "client", "user", "session", false))));
        families.put("offline", stored(family(new Owner(realm, "client", "user", "session", true))));
        families.put("newer", newer(stored(family(new Owner(realm, "client", "user", "session", false)))));
        families.put("other client", stored(family(new Owner(realm, "client-2", "user", "session", false))));
        families.put("other user", stored(family(new Owner(realm, "client", "user-2", "session-2", false))));
        families.put(
                "other realm",
                stored(family(new Owner(UUID.randomUUID().toString(), "client", "user", "session", false))));

        assertThat(store().revokeAll(selection.apply(realm), RevocationReason.NOT_BEFORE))
                .isEqualTo(expected.length);

        families.forEach((name, family) -> assertStored(
                List.of(expected).contains(name) ? family.revokedBecause(RevocationReason.NOT_BEFORE) : family));
    }

    private Family newer(Family family) {
        Family newer = rotated(family, now() + 100);
        assertThat(store().advance(family, newer)).isTrue();
        return newer;
    }
}
