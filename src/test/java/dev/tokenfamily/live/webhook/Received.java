package dev.tokenfamily.live.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.util.JsonSerialization;

/**
 * A message as a receiver gets it.
 *
 * @param headers by their names in lower case
 */
public record Received(String path, Map<String, String> headers, String body) {

    /** The value of a header that must be there. */
    String header(String name) {
        return Objects.requireNonNull(headers.get(name), name);
    }

    String id() {
        return header("webhook-id");
    }

    long timestamp() {
        return Long.parseLong(header("webhook-timestamp"));
    }

    /** As Standard Webhooks says it, written down here once more. */
    boolean isSignedBy(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            String expected = "v1,"
                    + Base64.getEncoder()
                            .encodeToString(mac.doFinal((id() + "." + header("webhook-timestamp") + "." + body)
                                    .getBytes(StandardCharsets.UTF_8)));
            return Arrays.asList(header("webhook-signature").split(" ", -1)).contains(expected);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode event() {
        try {
            return JsonSerialization.mapper.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String type() {
        return event().path("type").asText();
    }

    /** The OCSF event in it. */
    JsonNode data() {
        return event().path("data");
    }
}
