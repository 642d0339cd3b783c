package dev.tokenfamily.live.input;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Bodies of form posts, and what can be wrong with them. */
final class Forms {

    static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    private static final List<String> TYPES = List.of(
            "application/json",
            "text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=",
            "application/x-www-form-urlencoded; charset=utf-16",
            "application/x-www-form-urlencoded; charset=no-such-thing",
            "application/x-www-form-urlencoded;;;",
            "APPLICATION/X-WWW-FORM-URLENCODED",
            "application/xml",
            "application/octet-stream",
            "*/*",
            "text/html, application/x-www-form-urlencoded",
            "/",
            "x",
            ";charset=utf-8");

    private static final List<String> BODIES = List.of(
            "",
            "&",
            "=",
            "&&&&=&=",
            "=x&=y",
            "%",
            "%zz=%zz",
            "%00=%00",
            "token",
            "{\"token\":\"x\",\"grant_type\":\"refresh_token\"}",
            "[]",
            "null",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>",
            "--x\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\nrefresh_token\r\n--x--\r\n",
            "--x\r\nContent-Disposition: form-data; name=\"token\"; filename=\"../x\"\r\n\r\n",
            "\u0000\u0001\u0002");

    private final Dice dice;

    Forms(Dice dice) {
        this.dice = dice;
    }

    /**
     * With the header that says its type, if it says one.
     *
     * @param text its bytes, a character for each
     */
    record Body(String kind, List<String> headers, String text) {}

    /** As it should be, but for the values. */
    static Body wellFormed(List<Map.Entry<String, String>> pairs) {
        return body("the token", CONTENT_TYPE, encoded(pairs));
    }

    /** The same pairs, in a body that is not. */
    Body damaged(List<Map.Entry<String, String>> given) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>(given);
        Collections.rotate(pairs, dice.below(pairs.size()));
        String name = pairs.get(0).getKey();
        return dice.from(
                () -> body("without " + name, CONTENT_TYPE, encoded(pairs.subList(1, pairs.size()))),
                () -> body("twice " + name, CONTENT_TYPE, encoded(pairs) + "&" + encoded(pairs.subList(0, 1))),
                () -> body("two of " + name, CONTENT_TYPE, encoded(pairs) + "&" + name + "=x"),
                () -> body("empty " + name, CONTENT_TYPE, name + "=&" + encoded(pairs.subList(1, pairs.size()))),
                () -> body("odd value of " + name, CONTENT_TYPE, oddValue(pairs)),
                () -> body("more parameters", CONTENT_TYPE, encoded(pairs) + "&" + more()),
                () -> body("long " + name, CONTENT_TYPE, encoded(pairs) + "x".repeat(dice.of(2_000, 20_000, 100_000))),
                () -> body("content type", dice.of(TYPES), encoded(pairs)),
                () -> new Body("no content type", List.of(), encoded(pairs)),
                () -> body("no form", dice.of(TYPES), dice.of(BODIES)),
                () -> body("odd form", CONTENT_TYPE, dice.of(BODIES)),
                () -> body("noise", CONTENT_TYPE, dice.noise(dice.below(300))),
                () -> body("damaged form", CONTENT_TYPE, dice.flipped(dice.flipped(encoded(pairs)))));
    }

    private String oddValue(List<Map.Entry<String, String>> pairs) {
        String odd = dice.of(
                "%00",
                "%",
                "%z",
                "%u0041",
                "%ff%fe",
                "%c0%80",
                "%ed%a0%80",
                "\u00ff\u00fe",
                "%0d%0aX: y",
                "%F0%9F%99%82",
                "%3Cfuzz%3E",
                "%25%2500",
                "%E2%80%AE",
                "[]",
                "true",
                "9".repeat(40),
                "%" + "41".repeat(400));
        return pairs.get(0).getKey() + "=" + odd + "&" + encoded(pairs.subList(1, pairs.size()));
    }

    private String more() {
        return dice.from(
                () -> "scope=" + URLEncoder.encode(dice.noise(60), StandardCharsets.UTF_8),
                () -> "scope=" + "a+".repeat(3_000),
                () -> "resource=%00&resource=x",
                () -> "client_assertion_type=x&client_assertion=y",
                () ->
                        "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=a.b.c",
                () -> "token_type_hint=" + dice.of("refresh_token", "x", "%00", "access_token"),
                () -> "a=b&".repeat(400),
                () -> "a[]=1&a[b]=2&a.b=3",
                () -> dice.noise(40) + "=" + dice.noise(40));
    }

    private static Body body(String kind, String contentType, String text) {
        return new Body(kind, List.of("Content-Type: " + contentType), text);
    }

    static String encoded(List<Map.Entry<String, String>> pairs) {
        return String.join(
                "&",
                pairs.stream()
                        .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                        .toList());
    }
}
