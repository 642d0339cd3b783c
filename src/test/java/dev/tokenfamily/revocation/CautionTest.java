package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tokenfamily.StoredModels;
import dev.tokenfamily.revocation.Caution.CautiousPolicy;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.DefaultKeycloakTransactionManager;

/** What cannot be read is taken to end families, and somebody hears of it. */
final class CautionTest {

    private int counted;
    private final Caution caution = new Caution(() -> counted++);

    @Nested
    final class GivenSomethingThatCanBeRead {

        @Test
        void thenItHolds() {
            assertThat(caution.<String>read("it", () -> "read", () -> "assumed"))
                    .isEqualTo("read");
            assertThat(counted).isZero();
        }
    }

    @Nested
    final class GivenSomethingThatCannotBeRead {

        @Test
        void whenItFailsThenTheWorstIsAssumedAndCounted() {
            String found = caution.read("it", CautionTest::failing, () -> "assumed");
            assertThat(found).isEqualTo("assumed");
            assertThat(counted).isEqualTo(1);
        }

        @Test
        void whenKeycloakIsOfAnotherVersionThenTheWorstIsAssumed() {
            String found = caution.read("it", CautionTest::missing, () -> "assumed");
            assertThat(found).isEqualTo("assumed");
            assertThat(counted).isEqualTo(1);
        }
    }

    @Nested
    final class GivenClientPoliciesThatCannotBeRead {

        private final RealmModel realm = StoredModels.realm("acme");

        @Test
        void thenFamiliesOfAllClientsEndWithACredential() {
            CautiousPolicy policy = new CautiousPolicy(
                    realm,
                    () -> {
                        throw new IllegalStateException("broken");
                    },
                    caution);
            assertThat(policy.inUse()).isTrue();
            assertThat(counted).isEqualTo(1);
        }

        @Test
        void whenTheyCanThenTheyAreReadOnceAndHold() {
            int[] read = {0};
            CautiousPolicy policy = new CautiousPolicy(
                    realm,
                    () -> {
                        read[0]++;
                        return new Never();
                    },
                    caution);
            assertThat(policy.inUse()).isFalse();
            assertThat(policy.inUse()).isFalse();
            assertThat(read[0]).isEqualTo(1);
            assertThat(counted).isZero();
        }
    }

    @Nested
    final class GivenThatNothingCanBePrepared {

        @SuppressWarnings("NullAway") // a mark needs no session
        private final KeycloakTransactionManager request = new DefaultKeycloakTransactionManager(null);

        @Test
        void thenTheRequestIsRolledBackAndCounted() {
            for (Runnable failing : List.<Runnable>of(CautionTest::failing, CautionTest::missing)) {
                caution.prepareOrRollBack(request, failing);
                assertThat(request.getRollbackOnly()).isTrue();
            }
            assertThat(counted).isEqualTo(2);
        }

        @Test
        void whenItCanThenTheRequestGoesOn() {
            caution.prepareOrRollBack(request, () -> {});
            assertThat(request.getRollbackOnly()).isFalse();
            assertThat(counted).isZero();
        }
    }

    @Nested
    final class GivenARevocationThatCannotBeLinked {

        /** Keycloak rolls back what fails so; an error would leave its transactions open. */
        @Test
        void thenTheCommitFailsAsKeycloakExpectsIt() {
            RevocationAtCommit revocation = new RevocationAtCommit(CautionTest::missing);
            revocation.begin();
            assertThatIllegalStateException()
                    .isThrownBy(revocation::commit)
                    .withCauseInstanceOf(NoSuchMethodError.class);
        }
    }

    private record Never() implements CredentialChangePolicy {

        @Override
        public boolean inUse() {
            return false;
        }

        @Override
        public boolean appliesTo(ClientModel client, UserModel user) {
            return false;
        }
    }

    private static String failing() {
        throw new IllegalStateException("broken");
    }

    private static String missing() {
        throw new NoSuchMethodError("getConfiguration");
    }
}
