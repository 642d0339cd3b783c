package dev.tokenfamily.load.lived;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * A refresh token that a server has given, and the same for the copies of its session: with their ids, signed by the realm's
 * own secret.
 *
 * @param original as it was given
 * @param secret of the realm, for HS512
 */
record CopiedToken(String original, SecretKey secret) {

    static final String ALGORITHM = "HmacSHA512";
    private static final String FAMILY = "family";

    /** Of the copy with that number. */
    String of(int number) {
        ObjectNode claims = claims();
        claims.put("jti", id().of(number));
        claims.put("sid", new CopiedId(claims.path("sid").asText()).of(number));
        claims.put("sub", new CopiedId(claims.path("sub").asText()).of(FirstSession.user(number)));
        if (claims.path(FAMILY) instanceof ObjectNode family) {
            family.put("id", new CopiedId(family.path("id").asText()).of(number));
        }
        return signed(claims);
    }

    /** Its {@code jti}. */
    CopiedId id() {
        return new CopiedId(claims().path("jti").asText());
    }

    private ObjectNode claims() {
        return (ObjectNode) Tokens.claims(original);
    }

    private String signed(ObjectNode claims) {
        String content = original.substring(0, original.indexOf('.') + 1)
                + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
