package dev.tokenfamily.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures as Standard Webhooks has them. */
class SignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    private static Signature.Key key(String secret) {
        return Signature.key(secret).orElseThrow();
    }

    /** The example of the test suites of its published libraries. */
    @Test
    void givenThePublishedExampleThenTheSignatureIsThatOne() {
        assertThat(Signature.header(ID, 1614265330L, "{\"test\": 2432232314}", List.of(key(SECRET))))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void givenTwoSecretsThenThereIsASignatureOfEach() {
        String both = Signature.header(ID, 1, "{}", List.of(key(SECRET), key(OTHER)));

        assertThat(both.split(" ", -1))
                .containsExactly(
                        Signature.header(ID, 1, "{}", List.of(key(SECRET))),
                        Signature.header(ID, 1, "{}", List.of(key(OTHER))));
    }

    @Test
    void givenAFileOfTheVaultThenItMayEndWithALine() {
        assertThat(Signature.header(ID, 1, "{}", List.of(key(SECRET + "\n"))))
                .isEqualTo(Signature.header(ID, 1, "{}", List.of(key(SECRET))));
    }

    /** The vault has passwords too, and a receiver could guess one by what it signs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "smtp-password",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_not base64 at all, but rather long",
                "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void givenWhatIsNoSecretOfAWebhookThenNothingIsSignedByIt(String entry) {
        assertThat(Signature.key(entry)).isEmpty();
    }
}
