package dev.tokenfamily.globalrevocation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Whose fault it is where a signature cannot be verified. */
final class SignedAssertionTest {

    private static RuntimeException loading(Throwable failure) {
        return new RuntimeException("Error when loading public keys", new ExecutionException(failure));
    }

    @Test
    void givenTheAddressOfKeysDoesNotAnswerThenTheClientHasNone() {
        assertThat(SignedAssertion.saysThatThereAreNoKeys(loading(new IOException("Connection refused"))))
                .isTrue();
        assertThat(SignedAssertion.saysThatThereAreNoKeys(loading(new IllegalStateException("No such key type"))))
                .isTrue();
    }

    @Test
    void givenTheDatabaseFailsThenTheCredentialIsNotCalledBad() {
        assertThat(SignedAssertion.saysThatThereAreNoKeys(new PersistenceException("gone")))
                .isFalse();
        assertThat(SignedAssertion.saysThatThereAreNoKeys(loading(new PersistenceException("gone"))))
                .isFalse();
        assertThat(SignedAssertion.saysThatThereAreNoKeys(loading(new IllegalStateException(new SQLException("gone")))))
                .isFalse();
        assertThat(SignedAssertion.saysThatThereAreNoKeys(new IllegalStateException("anything else")))
                .isFalse();
    }
}
