package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.revocation.ModelChange.CredentialOwner;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.jpa.entities.ClientEntity;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.storage.jpa.entity.FederatedUserAttributeEntity;
import org.keycloak.storage.jpa.entity.FederatedUserCredentialEntity;

/** What a row of Keycloak's own tables tells, however it came to say so. */
final class ModelChangeTest {

    private static SelectionRevocation ended(Selection selection, RevocationReason reason) {
        return new SelectionRevocation(selection, reason);
    }

    private static UserEntity user(boolean enabled) {
        UserEntity user = new UserEntity();
        user.setId("ab-1");
        user.setRealmId("realm");
        user.setEnabled(enabled);
        return user;
    }

    private static ClientEntity client(boolean enabled, int notBefore) {
        ClientEntity client = new ClientEntity();
        client.setId("c0-1");
        client.setRealmId("realm");
        client.setEnabled(enabled);
        client.setNotBefore(notBefore);
        return client;
    }

    @Nested
    final class GivenAUser {

        @Test
        void thenAllOfTheirFamiliesEndIfDisabledAndNoneElse() {
            assertThat(ModelChange.endedBy(user(false)))
                    .containsExactly(ended(Selection.ofUser("realm", "ab-1"), RevocationReason.USER_DISABLED));
            assertThat(ModelChange.endedBy(user(true))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"ENABLED, false, true", "ENABLED, true, false", "enabled, false, false", "locale, false, false"})
        void thenOneOfAnotherSystemIsDisabledByItsAttribute(String name, String value, boolean disabled) {
            FederatedUserAttributeEntity attribute = new FederatedUserAttributeEntity();
            attribute.setRealmId("realm");
            attribute.setUserId("f:ldap:bob");
            attribute.setName(name);
            attribute.setValue(value);

            assertThat(ModelChange.endedBy(attribute))
                    .isEqualTo(
                            disabled
                                    ? List.of(ended(
                                            Selection.ofUser("realm", "f:ldap:bob"), RevocationReason.USER_DISABLED))
                                    : List.of());
        }
    }

    /** What a row said before, it does not begin with this change; and what it said before is not always known. */
    @Nested
    final class GivenAChange {

        private static final String[] NAMES = {"enabled", "notBefore", "email"};

        @Test
        void thenOnlyWhatChangedBegins() {
            UserEntity user = user(false);
            assertThat(ModelChange.began(user, NAMES, new Object[] {true, 0, "a"}, new Object[] {false, 0, "b"}))
                    .containsExactly(RevocationReason.USER_DISABLED);
            assertThat(ModelChange.began(user, NAMES, new Object[] {false, 0, "a"}, new Object[] {false, 0, "b"}))
                    .isEmpty();
            assertThat(ModelChange.began(
                            client(false, 9), NAMES, new Object[] {false, 0, "a"}, new Object[] {false, 9, "a"}))
                    .containsExactly(RevocationReason.NOT_BEFORE);
            assertThat(ModelChange.began(client(false, 9), NAMES, null, new Object[] {false, 9, "a"}))
                    .isEmpty();
        }
    }

    /** Or an import of many disabled users would end something for each. */
    @Nested
    final class GivenANewRow {

        @Test
        void thenItMattersOnlyOfAUserOfAnotherSystem() {
            assertThat(ModelChange.mattersWhenNew(new FederatedUserAttributeEntity()))
                    .isTrue();
            assertThat(Stream.of(user(false), client(false, 1), new RealmEntity()))
                    .noneMatch(ModelChange::mattersWhenNew);
        }
    }

    @Nested
    final class GivenAClientOrARealm {

        @Test
        void thenAllFamiliesOfADisabledClientEnd() {
            assertThat(ModelChange.endedBy(client(false, 0)))
                    .containsExactly(ended(Selection.ofClient("realm", "c0-1"), RevocationReason.CLIENT_DISABLED));
        }

        @Test
        void thenOlderFamiliesEndWithANotBefore() {
            assertThat(ModelChange.endedBy(client(true, 1_700_000_000)))
                    .containsExactly(ended(
                            Selection.ofClientIssuedBefore("realm", "c0-1", 1_700_000_000),
                            RevocationReason.NOT_BEFORE));
            RealmEntity realm = new RealmEntity();
            realm.setId("realm");
            realm.setNotBefore(1_700_000_000);
            assertThat(ModelChange.endedBy(realm))
                    .containsExactly(
                            ended(Selection.ofRealmIssuedBefore("realm", 1_700_000_000), RevocationReason.NOT_BEFORE));
        }

        @Test
        void thenNothingEndsWithAnyOtherChange() {
            assertThat(ModelChange.endedBy(client(true, 0))).isEmpty();
            assertThat(ModelChange.endedBy(new RealmEntity())).isEmpty();
            assertThat(ModelChange.endedBy("a row of another table")).isEmpty();
        }
    }

    @Nested
    final class GivenAnUpdate {

        private static boolean matters(Object @Nullable [] before, Object... after) {
            return ModelChange.matters(new String[] {"name", "enabled", "notBefore"}, before, after);
        }

        @Test
        void thenItMattersIfWhatEndsFamiliesHasChanged() {
            assertThat(matters(new Object[] {"a", true, 0}, "a", false, 0)).isTrue();
            assertThat(matters(new Object[] {"a", true, 0}, "a", true, 7)).isTrue();
            assertThat(matters(null, "a", false, 0)).as("nobody knows").isTrue();
        }

        @Test
        void thenItDoesNotIfOnlySomethingElseHas() {
            assertThat(matters(new Object[] {"a", false, 7}, "b", false, 7)).isFalse();
        }
    }

    @Nested
    final class GivenACredential {

        private static CredentialEntity local(String type) {
            CredentialEntity credential = new CredentialEntity();
            credential.setType(type);
            credential.setUser(user(true));
            return credential;
        }

        private static Optional<CredentialOwner> changed(Object row, Object @Nullable [] before, long createdAfter) {
            String[] attributes = {"type", "createdDate", "secretData"};
            return ModelChange.changedPassword(row, attributes, before, new Object[] {"password", createdAfter, "new"});
        }

        @ParameterizedTest
        @ValueSource(strings = {"password", "otp", "webauthn", "webauthn-passwordless", "of-an-extension"})
        void thenItsLossIsTheUsers(String type) {
            assertThat(ModelChange.lostCredential(local(type))).contains(new CredentialOwner(null, "ab-1"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"password-history", "recovery-authn-codes"})
        void thenWhatGoesByItselfIsNoLoss(String type) {
            assertThat(ModelChange.lostCredential(local(type))).isEmpty();
        }

        @Test
        void thenAnotherPasswordIsAChangeAndTheSameHashedAnewIsNot() {
            assertThat(changed(local("password"), new Object[] {"password", 1L, "old"}, 2))
                    .contains(new CredentialOwner(null, "ab-1"));
            assertThat(changed(local("password"), null, 2)).isPresent();
            assertThat(changed(local("password"), new Object[] {"password", 1L, "old"}, 1))
                    .isEmpty();
        }

        @Test
        void thenACounterOfAnotherKindIsNoChange() {
            assertThat(changed(local("otp"), new Object[] {"otp", 1L, "old"}, 2))
                    .isEmpty();
        }

        @Test
        void thenOneOfAUserOfAnotherSystemIsSeenToo() {
            FederatedUserCredentialEntity foreign = new FederatedUserCredentialEntity();
            foreign.setType("password");
            foreign.setRealmId("realm");
            foreign.setUserId("f:ldap:bob");
            CredentialOwner bob = new CredentialOwner("realm", "f:ldap:bob");
            assertThat(ModelChange.lostCredential(foreign)).contains(bob);
            assertThat(changed(foreign, new Object[] {"password", 1L, "old"}, 2))
                    .contains(bob);
        }
    }
}
