package dev.tokenfamily.live.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Tokens that nobody issued, made of such as somebody did. None of them is good for anything. */
final class DamagedTokens {

    /** Longer than any parameter that Keycloak takes for a token, shorter than any body that it refuses to read. */
    private static final int LONG = 30_000;

    private static final List<String> HEADERS = List.of(
            "{\"alg\":\"none\"}",
            "{\"alg\":\"None\",\"typ\":\"JWT\"}",
            "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
            "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
            "{\"alg\":\"ES256\",\"kid\":\"../../etc/passwd\"}",
            "{\"alg\":7}",
            "{\"alg\":null}",
            "{\"alg\":[\"HS512\"]}",
            "{\"alg\":\"HS512\",\"kid\":null}",
            "{\"alg\":\"HS512\",\"kid\":7}",
            "{\"alg\":\"HS512\",\"kid\":\"\\u0000\"}",
            "{\"alg\":\"HS512\",\"kid\":\"x' or '1'='1\"}",
            "{\"alg\":\"HS512\",\"crit\":[\"b64\"],\"b64\":false}",
            "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}",
            "{\"alg\":\"dir\",\"enc\":\"A128CBC-HS256\",\"zip\":\"DEF\"}",
            "{}",
            "[]",
            "null",
            "",
            "{",
            "\u0000");

    private static final List<String> PAYLOADS = List.of(
            "", "null", "[]", "{}", "7", "\"text\"", "{\"typ\":", "{\"exp\":1e999}", "\u0000\u0001", "{\"a\":{}}");

    private static final List<String> GARBAGE = List.of(
            "",
            " ",
            ".",
            "..",
            "...",
            "....",
            "a.b",
            "a.b.c",
            "a.b.c.d.e",
            "e30.e30.",
            "e30.e30.e30",
            "null",
            "undefined",
            "{\"alg\":\"none\"}",
            "%00",
            "\u0000",
            "\n",
            "-",
            "=.=.=",
            "🙂.🙂.🙂",
            "<fuzz>",
            "../../../../etc/passwd",
            "' or '1'='1",
            "${jndi:ldap://127.0.0.1/x}");

    private final Dice dice;
    private final List<String> issued;

    /** From these, whole or in parts. */
    DamagedTokens(Dice dice, List<String> issued) {
        this.dice = dice;
        this.issued = issued;
    }

    /** Any, that means none of those that were issued. */
    String next() {
        String damaged = any();
        while (meansAnIssuedOne(damaged)) {
            damaged = dice.flipped(damaged);
        }
        return damaged;
    }

    private String any() {
        String token = dice.of(issued);
        String[] parts = token.split("\\.", -1);
        return dice.from(
                () -> dice.flipped(parts[0]) + "." + parts[1] + "." + parts[2],
                () -> parts[0] + "." + dice.flipped(parts[1]) + "." + parts[2],
                () -> parts[0] + "." + parts[1] + "." + dice.flipped(parts[2]),
                () -> token.substring(0, dice.below(token.length())),
                () -> token.substring(dice.below(token.length())),
                this::spliced,
                () -> encoded(dice.of(HEADERS)) + "." + parts[1] + "." + dice.of("", parts[2], "AAAA"),
                () -> parts[0] + "." + encoded(dice.of(PAYLOADS)) + "." + parts[2],
                () -> encoded(dice.of(HEADERS)) + "." + encoded(dice.of(PAYLOADS)) + "."
                        + dice.of("", parts[2], "AAAA"),
                () -> dice.with(token, dice.of("\u0000", "\u007f", " ", "\n", ".", "=", "%", "é", "🙂", "\ufffe")),
                () -> token + "." + dice.of(issued),
                () -> dice.of(GARBAGE),
                () -> dice.noise(1 + dice.below(200)),
                () -> parts[0] + "." + parts[1].repeat(1 + LONG / parts[1].length()) + "." + parts[2],
                () -> Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
    }

    private String spliced() {
        String[] from = dice.of(issued).split("\\.", -1);
        String[] other = dice.of(issued).split("\\.", -1);
        String[] third = dice.of(issued).split("\\.", -1);
        return from[0] + "." + other[1] + "." + third[2];
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Keycloak takes out control characters, drops dots at the end, and reads Base64 generously. */
    private boolean meansAnIssuedOne(String damaged) {
        String[] parts = damaged.replaceAll("\\p{Cntrl}", "")
                .strip()
                .replaceAll("\\.+$", "")
                .split("\\.", -1);
        return parts.length == 3
                && issued.stream()
                        .map(token -> token.split("\\.", -1))
                        .anyMatch(good -> good[0].equals(parts[0])
                                && good[1].equals(parts[1])
                                && Arrays.equals(bytes(good[2]), bytes(parts[2])));
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
