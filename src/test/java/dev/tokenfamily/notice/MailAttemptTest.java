package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.keycloak.email.EmailException;

/** What is said of a mail that fails. */
final class MailAttemptTest {

    @Test
    void givenAFailureThenItsFirstCauseIsNamedWithoutWhatTheServerSaid() {
        ConnectException first = new ConnectException("alice@example.org is over quota");
        assertThat(MailAttempt.cause(new EmailException("not sent", new IOException(first))))
                .isEqualTo("ConnectException");
        assertThat(MailAttempt.cause(first)).isEqualTo("ConnectException");
    }
}
