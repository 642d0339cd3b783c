package dev.tokenfamily.harness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.keycloak.util.JsonSerialization;

/** What the token endpoint gave out. */
public record Tokens(String access, String refresh) {

    public static Tokens of(Response answer) {
        if (answer.status() != 200) {
            throw new AssertionError("Expected tokens, got " + answer.status() + " " + answer.text());
        }
        return new Tokens(answer.text("access_token"), answer.text("refresh_token"));
    }

    public JsonNode refreshClaims() {
        return claims(refresh);
    }

    public int generation() {
        return refreshClaims().path("family").path("gen").asInt(-1);
    }

    public String familyId() {
        return refreshClaims().path("family").path("id").asText();
    }

    public static JsonNode claims(String jwt) {
        try {
            return JsonSerialization.mapper.readTree(
                    Base64.getUrlDecoder().decode(jwt.substring(jwt.indexOf('.') + 1, jwt.lastIndexOf('.'))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
