package dev.tokenfamily.live.input;

import dev.tokenfamily.live.input.Input.Standing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What admins, and those who say that they are, ask in a wrong way. Whatever would end anything is a dry run, or of nobody. */
final class AdminInputs {

    private static final String VALID_BODY = "{\"clientId\":\"app\",\"dryRun\":true}";

    private final Dice dice;
    private final String root;
    private final String authorization;
    private final HeaderNoise noise;
    private final OddPaths paths;

    AdminInputs(Dice dice, String root, String authorization) {
        this.dice = dice;
        this.root = root;
        this.authorization = authorization;
        this.noise = new HeaderNoise(dice);
        this.paths = new OddPaths(dice);
    }

    Input next() {
        return dice.from(
                this::query,
                this::query,
                this::query,
                this::body,
                this::body,
                this::id,
                this::stranger,
                this::method,
                this::path);
    }

    private Input input(String kind, String method, String target, String body, Standing standing, String... more) {
        List<String> headers = new ArrayList<>(List.of("Authorization: " + authorization));
        headers.addAll(List.of(more));
        return new Input(Endpoint.ADMIN, kind, method, root + target, headers, body, standing);
    }

    private String resource() {
        return dice.of(
                "",
                "/count",
                "/incidents",
                "/incidents/count",
                "/report",
                "/report/copies",
                "/policy",
                "/clients",
                "/clients/count",
                "/history",
                "/presets",
                "/presets/form");
    }

    private Input query() {
        return dice.from(
                () -> query(
                        "unknown parameter",
                        dice.of("userid", "x", "%00", "user[]", "") + "=" + value(),
                        Standing.INVALID),
                () -> query("parameter twice", "clientId=app&clientId=app", Standing.INVALID),
                () -> query(
                        "empty parameter",
                        dice.of("clientId", "first", "days") + "=" + dice.of("", "%20", "+"),
                        Standing.INVALID),
                () -> query(
                        "control character",
                        "clientId=" + dice.of("%00", "a%00b", "%0a", "%7f", "%1b[31m"),
                        Standing.INVALID),
                () -> query("number", dice.of("first", "max", "days") + "=" + number(), Standing.UNDECIDED),
                () -> query(
                        "choice",
                        dice.of("status", "enforcement", "search", "address", "device") + "=" + value(),
                        Standing.UNDECIDED),
                () -> query("unknown id", dice.of("userId", "username") + "=" + userId(), Standing.INVALID),
                () -> query("any id", dice.of("sessionId", "familyId", "clientId") + "=" + value(), Standing.UNDECIDED),
                () -> query(
                        "encoding",
                        dice.of("clientId=%zz", "%", "clientId=%ff%fe", "clientId=%ed%a0%80", "clientId"),
                        Standing.UNDECIDED));
    }

    private Input query(String kind, String query, Standing standing) {
        return input(kind, "GET", resource() + "?" + query, "", standing);
    }

    private String number() {
        return dice.of(
                "-1",
                "0",
                "x",
                "1.5",
                "1e3",
                "2147483648",
                "99999999999999999999",
                "%D9%A1",
                "0x10",
                "%2B1",
                "91",
                "NaN");
    }

    /** Keycloak takes what begins so for the id of a user of another storage. */
    private String userId() {
        return dice.from(this::value, this::value, () -> "f:" + dice.of("", "fuzz", "fuzz:fuzz", ":"));
    }

    private String value() {
        return dice.from(
                () -> "fuzz-nobody",
                () -> "x".repeat(dice.of(256, 3_000)),
                () -> URLEncoder.encode(
                        dice.of("' or '1'='1", "<fuzz>", "%", "../..", "🙂", "\u202e", "é".repeat(300), "null"),
                        StandardCharsets.UTF_8),
                () -> URLEncoder.encode("fuzz" + dice.noise(20), StandardCharsets.UTF_8));
    }

    private Input body() {
        String json = "Content-Type: application/json";
        return dice.from(
                () -> post("damaged body", dice.flipped(VALID_BODY), json),
                () -> post("truncated body", VALID_BODY.substring(0, dice.below(VALID_BODY.length())), json),
                () -> post("more in the body", VALID_BODY + dice.of("{}", "x", "\u0000", ",", "]"), json),
                () -> post(
                        "odd field",
                        "{\"%s\":%s,\"dryRun\":true}"
                                .formatted(dice.of("userId", "clientId", "sessionId", "x", "\\u0000"), odd()),
                        json),
                () -> post("odd dryRun", "{\"clientId\":\"fuzz-nobody\",\"dryRun\":%s}".formatted(odd()), json),
                () -> post("no object", odd(), json),
                () -> post("nested", "[".repeat(dice.of(10, 900, 5_000)), json),
                () -> post("long body", " ".repeat(dice.of(65_536, 200_000)) + VALID_BODY, json),
                () -> post("not JSON", dice.noise(100), json),
                () -> post(
                        "content type",
                        VALID_BODY,
                        "Content-Type: "
                                + dice.of("text/plain", "application/xml", "x", "", "*/*;q=2", "multipart/form-data")),
                () -> post("no content type", VALID_BODY),
                () -> post("charset", VALID_BODY, json + "; charset=" + dice.of("utf-16", "x", "\"")));
    }

    /** Of the client {@code app} in a dry run, which counts at most. */
    private Input post(String kind, String body, String... headers) {
        boolean sound = kind.equals("no content type") || kind.equals("charset") || kind.equals("content type");
        return input(
                kind,
                "POST",
                "/revoke",
                new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                sound ? Standing.UNDECIDED : Standing.INVALID,
                headers);
    }

    private String odd() {
        return dice.of(
                "null",
                "7",
                "-1",
                "1e400",
                "[]",
                "{}",
                "[\"app\"]",
                "\"\"",
                "\" \"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"fuzz-nobody\"",
                "\"true\"",
                "\"" + "x".repeat(300) + "\"",
                "{\"$ne\":null}",
                "'app'",
                "NaN");
    }

    private Input id() {
        String id = dice.of(
                "fuzz-nobody",
                "%00",
                "a%00b",
                "%2e",
                "x".repeat(256),
                "x".repeat(3_000),
                "%27%20or%20%271%27=%271",
                "%3Cnobody%3E",
                "%ff",
                "%F0%9F%99%82",
                "null",
                "a;b=c",
                "%20",
                "revoke",
                "%2F",
                "a%2Fb");
        return input("id", dice.of("GET", "DELETE"), "/" + id, "", Standing.INVALID);
    }

    private Input stranger() {
        String given = dice.of(
                "",
                "Bearer",
                "Bearer ",
                "Basic YWRtaW46YWRtaW4=",
                "Bearer a.b.c",
                "Bearer null",
                "bearer e30.e30.e30",
                authorization + "x",
                dice.flipped(authorization.substring(0, 60)) + authorization.substring(60, 300));
        List<String> headers = dice.oneIn(4) ? noise.next() : List.of("Authorization: " + given);
        return new Input(Endpoint.ADMIN, "who asks", "GET", root + resource(), headers, "", Standing.INVALID);
    }

    private Input method() {
        return input(
                "method",
                dice.of("PUT", "PATCH", "POST", "FOO", "get", "OPTIONS", "HEAD"),
                resource() + "?x=y",
                "",
                Standing.UNDECIDED,
                "Content-Type: application/json");
    }

    /** Only asked, never changed: who knows where it leads. */
    private Input path() {
        return new Input(
                Endpoint.ADMIN,
                "path",
                "GET",
                paths.near(root + resource()),
                List.of("Authorization: " + authorization),
                "",
                Standing.UNDECIDED);
    }
}
