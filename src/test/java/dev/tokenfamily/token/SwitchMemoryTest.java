package dev.tokenfamily.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import dev.tokenfamily.detection.RealmSwitch;
import dev.tokenfamily.family.FamilyClaim;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.jpa.RealmAdapter;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/** What Keycloak's own switch has to say about a token, by its notes. */
final class SwitchMemoryTest {

    private static final String LINE = "line";

    private final RealmAdapter realm = StoredModels.realm("realm");
    private final AuthenticatedClientSessionModel clientSession = StoredClientSession.empty();

    private static RefreshToken token(String id, long issuedAt, @Nullable String line, boolean claimed) {
        RefreshToken token = new RefreshToken(new AccessToken(), null, "default");
        token.id(id);
        token.iat(issuedAt);
        if (line != null) {
            token.getOtherClaims().put(Constants.REUSE_ID, line);
        }
        if (claimed) {
            token.getOtherClaims().put(FamilyClaim.NAME, "some");
        }
        return token;
    }

    @SuppressWarnings("NullAway") // Keycloak's switch looks at the notes, and at nothing in the session
    private SwitchMemory memory(RefreshToken token) {
        return new SwitchMemory(null, realm, token, clientSession);
    }

    private RealmSwitch enforced(RefreshToken token) {
        return memory(token).role(true);
    }

    /** As Keycloak writes it down. */
    private void used(String id, String line, int newestAt) {
        clientSession.setRefreshToken(line, id);
        clientSession.setRefreshTokenUseCount(line, clientSession.getRefreshTokenUseCount(line) + 1);
        clientSession.setRefreshTokenLastRefresh(line, newestAt);
    }

    @Test
    void givenTheSwitchIsOffThenItHasNothingToDoWithAnyToken() {
        used("old", LINE, 100);
        assertThat(enforced(token("old", 50, LINE, true))).isEqualTo(RealmSwitch.APART);
        assertThat(memory(token("old", 50, LINE, true)).role(false)).isEqualTo(RealmSwitch.APART);
        assertThat(memory(token("old", 50, LINE, false)).judgesLine()).isFalse();
    }

    @Nested
    final class GivenTheSwitchIsOn {

        @BeforeEach
        void turnOn() {
            realm.getEntity().setRevokeRefreshToken(true);
        }

        @Test
        void whenNoPolicyIsEnforcedThenItDecides() {
            assertThat(memory(token("any", 50, LINE, true)).role(false)).isEqualTo(RealmSwitch.DECIDES);
        }

        @Test
        void whenItHasDoneNothingOnTheLineThenItIsApart() {
            assertThat(enforced(token("any", 50, LINE, true))).isEqualTo(RealmSwitch.APART);
            assertThat(memory(token("any", 50, LINE, false)).judgesLine()).isFalse();
        }

        @Test
        void whenItHasUsedOrSupersededTheTokenThenItHasSeenIt() {
            used("used", LINE, 100);
            assertThat(enforced(token("used", 90, LINE, true))).isEqualTo(RealmSwitch.HAS_SEEN_USE);
            assertThat(enforced(token("older", 80, LINE, true))).isEqualTo(RealmSwitch.HAS_SEEN_USE);
            assertThat(enforced(token("newest", 100, LINE, true))).isEqualTo(RealmSwitch.APART);
            assertThat(enforced(token("other line", 80, "other", true))).isEqualTo(RealmSwitch.APART);
        }

        @Test
        void whenATokenHasNoClaimThenTheSwitchItselfIsToJudgeItsLine() {
            used("used", LINE, 100);
            assertThat(enforced(token("used", 90, LINE, false))).isEqualTo(RealmSwitch.APART);
            assertThat(memory(token("used", 90, LINE, false)).judgesLine()).isTrue();
            assertThat(memory(token("other", 90, "other", false)).judgesLine()).isFalse();
        }

        /** To the switch the tokens from before it was on are one line, whatever logins they are of. */
        @Test
        void whenATokenHasNoLineThenOnlyItsOwnUseIsSure() {
            used("used", "", 100);
            assertThat(enforced(token("used", 90, null, true))).isEqualTo(RealmSwitch.HAS_SEEN_USE);
            assertThat(enforced(token("other login", 80, null, true))).isEqualTo(RealmSwitch.APART);
        }

        @Test
        void whenItAllowsAnotherUseThenItHasNotSeenOne() {
            realm.getEntity().setRefreshTokenMaxReuse(1);
            used("used", LINE, 100);
            assertThat(enforced(token("used", 90, LINE, true))).isEqualTo(RealmSwitch.APART);
        }
    }

    @Test
    void givenAnAdoptionThenItsClientSessionSaysSo() {
        assertThat(PresentedTokenReader.sawAdoption(clientSession)).isFalse();
        PresentedTokenReader.noteAdoption(clientSession);
        PresentedTokenReader.noteAdoption(clientSession);
        assertThat(PresentedTokenReader.sawAdoption(clientSession)).isTrue();
        assertThat(clientSession.getNotes()).hasSize(1);
    }
}
