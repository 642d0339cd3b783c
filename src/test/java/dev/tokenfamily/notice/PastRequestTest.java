package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.http.HttpRequest;

/** What stands for a request, where a mail is made long after it, says as little as it can. */
final class PastRequestTest {

    @Nested
    final class GivenTheAddressOfAServer {

        private final HttpRequest request = PastRequest.of(URI.create("https://id.example/auth/"));

        @Test
        void thenItSpeaksForNobody() {
            assertThat(request.getHttpHeaders().getCookies()).isEmpty();
            assertThat(request.getHttpHeaders().getAcceptableLanguages()).isEmpty();
            assertThat(request.getHttpHeaders().getHeaderString("Authorization"))
                    .isNull();
            assertThat(request.getClientCertificateChain()).isNull();
            assertThat(request.isProxyTrusted()).isFalse();
        }

        @Test
        void thenItBringsNoParameters() {
            assertThat(request.getHttpMethod()).isEqualTo("POST");
            assertThat(request.getDecodedFormParameters()).isEmpty();
            assertThat(request.getMultiPartFormParameters()).isEmpty();
        }
    }
}
