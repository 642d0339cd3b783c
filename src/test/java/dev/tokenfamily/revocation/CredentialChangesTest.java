package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** When the credentials of a user change, and nobody's sessions have to be looked at. */
final class CredentialChangesTest {

    private final RealmModel realm = StoredModels.realm("realm");
    private final List<RealmModel> asked = new ArrayList<>();

    /** Whether any policy of the realm cares for credentials. */
    private record Policies(boolean inUse) implements CredentialChangePolicy {

        @Override
        public boolean appliesTo(ClientModel client, UserModel user) {
            throw new AssertionError("there is no client");
        }
    }

    @SuppressWarnings("NullAway") // whatever asked for the session would fail
    private CredentialChanges changes(boolean inUse) {
        return new CredentialChanges(null, ofRealm -> {
            asked.add(ofRealm);
            return new Policies(inUse);
        });
    }

    @Nested
    final class GivenARealmWhereNoPolicyCaresForThem {

        @Test
        void thenTheUserIsNotEvenLookedUp() {
            assertThat(changes(false).endWithCredential(realm, "user")).isEmpty();
            assertThat(asked).containsExactly(realm);
        }
    }

    @Nested
    final class GivenAnEventThatNamesNoUser {

        @Test
        void thenNothingEnds() {
            assertThat(changes(true).endWithCredential(realm, null)).isEmpty();
        }
    }
}
