package dev.tokenfamily.live.input;

import java.util.ArrayList;
import java.util.List;

/** Headers that no well-behaved client sends. */
final class HeaderNoise {

    /** Of an address. Longer ones: {@link LeftOut#LONG_ADDRESS}. */
    private static final int LONGEST_ADDRESS = 255;

    private final Dice dice;

    HeaderNoise(Dice dice) {
        this.dice = dice;
    }

    /** One to three, or now and then none that the endpoint would heed. */
    List<String> next() {
        List<String> lines = new ArrayList<>();
        for (int n = 1 + dice.below(3); n > 0; n--) {
            lines.add(line());
        }
        return lines;
    }

    /** What a client's own request may carry too, without being any less valid. */
    List<String> harmless() {
        return dice.from(
                () -> List.of("User-Agent: " + text(dice.of(0, 20, 300, 5_000))),
                () -> List.of("User-Agent: URGENT <fuzz> call https://evil.example/ \u00e9\u00ff"),
                () -> List.of("X-Forwarded-For: " + address()),
                () -> List.of("X-Forwarded-For: " + address(), "User-Agent: " + text(100)),
                () -> List.of("Accept-Language: " + language()),
                () -> List.of("Cookie: " + cookie()),
                () -> List.of("Accept: " + dice.of("text/html", "*/*", "x", "image/png;q=2", text(30))),
                () -> List.of("X-" + "y".repeat(dice.of(1, 1_000)) + ": " + text(500)));
    }

    private String line() {
        return dice.from(
                () -> dice.of(harmless()),
                () -> "DPoP: " + proof(),
                () -> "Authorization: " + dice.of("Basic ", "Bearer ", "DPoP ", "Negotiate ", "") + credentials(),
                () -> "Origin: " + dice.of("null", "https://evil.example", "http://[", "<fuzz>", text(30)),
                () -> "Referer: " + text(50),
                () -> "X-Forwarded-Proto: " + dice.of("https", "ftp", "", text(10)),
                () -> "X-Forwarded-Host: " + dice.of("evil.example", "a.b:80", "<fuzz>"),
                () -> "X-Forwarded-Port: " + dice.of("443", "65535", "80"),
                () -> "Content-Encoding: " + dice.of("gzip", "br", "x"),
                () -> "Expect: " + dice.of("x", "200-ok"),
                () -> "Accept-Encoding: " + text(20),
                () -> "Range: bytes=" + dice.of("0-", "-1", "9-1", "x"),
                () -> "X-HTTP-Method-Override: DELETE",
                () -> "Client-Cert: " + dice.of(":AAAA:", "x", ":" + text(60) + ":"),
                () -> "If-None-Match: *",
                () -> text(20));
    }

    private String address() {
        return dice.from(
                () -> "evil.example/login",
                () -> "10.9.9.9 verdict=keep revoked=0",
                () -> "::1%eth0",
                () -> "[::ffff:1.2.3.4]:443",
                () -> "999.1.1.1, 10.0.0.1",
                () -> "<fuzz>",
                () -> "x" + text(dice.of(1, 40, LONGEST_ADDRESS - 1)).replaceAll("[,:]", "."));
    }

    private String language() {
        return dice.of(
                "de;q=9",
                "*",
                "x-klingon",
                "de_DE@euro",
                "en-" + "x".repeat(300),
                "a,".repeat(500),
                "../../etc",
                ";;",
                text(30));
    }

    private String cookie() {
        return dice.of(
                "KEYCLOAK_IDENTITY=" + text(60).replace(';', '.'),
                "AUTH_SESSION_ID=%00",
                "KC_RESTART=a.b.c; KEYCLOAK_LOCALE=../../x",
                "KEYCLOAK_LOCALE=" + "x".repeat(300),
                "=;=;;",
                "\"");
    }

    private String proof() {
        return dice.of(
                "",
                "x",
                "a.b.c",
                "e30.e30.e30",
                "eyJhbGciOiJub25lIiwidHlwIjoiZHBvcCtqd3QifQ.e30.",
                text(60),
                "x".repeat(5_000),
                "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYifX0.e30.AAAA",
                "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IlJTMjU2IiwiandrIjp7Imt0eSI6N319.bnVsbA.AAAA");
    }

    private String credentials() {
        return dice.of(
                "",
                "x",
                "Og==",
                "YXBw",
                "OjpvOjo=",
                "=====",
                "AAAA",
                "YXBwOiV6eg==",
                "a.b.c",
                text(40),
                "x".repeat(5_000));
    }

    /** Of what a server lets through in a header: no control characters. */
    private String text(int length) {
        return dice.noise(length).replaceAll("\\p{Cntrl}", ".").replaceAll("[^\\x20-\\xff]", "\u00fe");
    }
}
