package dev.tokenfamily.live.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.util.JsonSerialization;

/** Payloads that only somebody with the realm's key could sign: an odd value here and there, the rest as it was issued. */
final class OddClaims {

    private static final List<String> OF_TOKENS = List.of(
            "family",
            "family",
            "family",
            "jti",
            "iat",
            "exp",
            "nbf",
            "sub",
            "sid",
            "azp",
            "typ",
            "iss",
            "aud",
            "scope",
            "cnf",
            "reuse_id",
            "prov",
            "nonce");

    private static final List<String> OF_FAMILIES = List.of("id", "gen", "start", "since", "at");

    private static final List<String> OF_LINKS =
            List.of("incident", "answer", "seal", "typ", "iss", "exp", "iat", "jti");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "7.5",
            "1e30",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "253402300800000",
            "\"\"",
            "\" \"",
            "\"text\"",
            "\"0\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud83d\\ude42\"",
            "\"\\ud800\"",
            "\"' or '1'='1\"",
            "\"<fuzz>\"",
            "\"Refresh\"",
            "\"Offline\"",
            "\"Bearer\"",
            "\"me\"",
            "\"not-me\"",
            "[]",
            "[[]]",
            "[null]",
            "[1,\"x\"]",
            "{}",
            "{\"id\":{}}",
            "{\"jkt\":7}",
            "{\"x5t#S256\":\"\"}",
            "\"" + "x".repeat(255) + "\"",
            "\"" + "x".repeat(256) + "\"",
            "\"" + "é".repeat(4000) + "\"");

    private final Dice dice;

    OddClaims(Dice dice) {
        this.dice = dice;
    }

    /** So many of a refresh token's, for that endpoint. Those with a family claim that is in order are of families of their own. */
    List<String> ofToken(String refreshToken, Endpoint endpoint, int count) {
        JsonNode claims = Tokens.claims(refreshToken);
        return Stream.generate(() -> spoilt((ObjectNode) claims.deepCopy()))
                .filter(spoilt -> !LeftOut.has(spoilt, endpoint))
                .map(JsonNode::toString)
                .limit(count)
                .toList();
    }

    private JsonNode spoilt(ObjectNode claims) {
        claims.put("jti", "fuzz-" + dice.below(Integer.MAX_VALUE));
        if (claims.path("family") instanceof ObjectNode family) {
            family.put("id", "fuzz-" + dice.below(Integer.MAX_VALUE));
        }
        for (int n = 1 + dice.below(3); n > 0; n--) {
            if (dice.oneIn(2) && claims.path("family") instanceof ObjectNode family) {
                spoil(family, dice.of(OF_FAMILIES));
            } else {
                spoil(claims, dice.of(OF_TOKENS));
            }
        }
        return claims;
    }

    /** So many of the key of a link, none of which fits the account: that is looked at last. */
    List<String> ofLink(String key, int count) {
        List<String> payloads = new ArrayList<>();
        while (payloads.size() < count) {
            ObjectNode claims = Tokens.claims(key).deepCopy();
            claims.put("seal", "fuzz");
            spoil(claims, dice.of(OF_LINKS));
            if (dice.oneIn(3)) {
                spoil(claims, dice.of(OF_LINKS));
            }
            payloads.add(claims.toString());
        }
        return payloads;
    }

    private void spoil(ObjectNode claims, String name) {
        if (dice.oneIn(6)) {
            claims.remove(name);
            return;
        }
        try {
            claims.set(name, JsonSerialization.mapper.readTree(dice.of(VALUES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
