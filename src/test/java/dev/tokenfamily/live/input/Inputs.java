package dev.tokenfamily.live.input;

import dev.tokenfamily.live.input.Input.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Bad input for every endpoint, the same for the same seed and material. */
final class Inputs {

    private static final String NOTHING = "";
    private static final String HTML = "Accept: text/html,application/xhtml+xml";

    private final Dice dice;
    private final Material material;
    private final DamagedTokens refreshTokens;
    private final DamagedTokens links;
    private final Forms forms;
    private final HeaderNoise noise;
    private final OddPaths paths;
    private final AdminInputs admin;
    private int revocations;

    Inputs(long seed, Material material) {
        this.dice = new Dice(seed);
        this.material = material;
        this.refreshTokens = new DamagedTokens(
                dice,
                Stream.concat(material.refreshTokens().stream(), material.accessTokens().stream())
                        .toList());
        this.links = new DamagedTokens(dice, material.links());
        this.forms = new Forms(dice);
        this.noise = new HeaderNoise(dice);
        this.paths = new OddPaths(dice);
        this.admin = new AdminInputs(dice, Endpoint.ADMIN.path(material.realm()), material.admin());
    }

    List<Input> take(int count) {
        return Stream.generate(this::next)
                .filter(input -> !LeftOut.has(input))
                .limit(count)
                .toList();
    }

    private Input next() {
        int percent = dice.below(100);
        if (percent < 14) {
            return admin.next();
        }
        if (percent < 17) {
            return answered();
        }
        Endpoint endpoint = percent < 32
                ? Endpoint.LINK
                : percent < 46 ? Endpoint.INTROSPECT : percent < 58 ? Endpoint.REVOKE : Endpoint.TOKEN;
        return dice.from(
                () -> token(endpoint),
                () -> token(endpoint),
                () -> signed(endpoint),
                () -> signed(endpoint),
                () -> body(endpoint),
                () -> body(endpoint),
                () -> headers(endpoint),
                () -> method(endpoint),
                () -> path(endpoint));
    }

    private String path(Endpoint endpoint, String suffix) {
        return endpoint.path(material.realm()) + suffix;
    }

    private Input token(Endpoint endpoint) {
        if (endpoint == Endpoint.LINK && dice.oneIn(2)) {
            return opened(damaged(endpoint), Standing.INVALID, "the token");
        }
        return post(endpoint, Forms.wellFormed(form(endpoint, damaged(endpoint))), List.of(), Standing.INVALID);
    }

    private Input signed(Endpoint endpoint) {
        String kind = "a signed token with odd claims";
        if (endpoint == Endpoint.LINK && dice.oneIn(2)) {
            return opened(signedFor(endpoint), Standing.UNDECIDED, kind);
        }
        Input input =
                post(endpoint, Forms.wellFormed(form(endpoint, signedFor(endpoint))), List.of(), Standing.UNDECIDED);
        return new Input(endpoint, kind, "POST", input.target(), input.headers(), input.body(), Standing.UNDECIDED);
    }

    private String signedFor(Endpoint endpoint) {
        return switch (endpoint) {
            case LINK -> dice.of(material.signedLinks());
            case REVOKE ->
                material.signedForRevocation()
                        .get(revocations++ % material.signedForRevocation().size());
            default -> dice.of(material.signedTokens());
        };
    }

    /** At the wrong endpoint, a token that was issued for another is no better than a damaged one. */
    private String damaged(Endpoint endpoint) {
        if (endpoint == Endpoint.LINK) {
            return dice.oneIn(8) ? dice.of(material.refreshTokens()) : links.next();
        }
        boolean wrongKind = dice.oneIn(12);
        if (wrongKind && endpoint == Endpoint.TOKEN) {
            return dice.oneIn(2) ? dice.of(material.accessTokens()) : dice.of(material.links());
        }
        return wrongKind ? dice.of(material.links()) : refreshTokens.next();
    }

    private Input opened(String key, Standing standing, String kind) {
        String query = "?token=" + Forms.encoded(List.of(Map.entry("", key))).substring(1);
        return new Input(Endpoint.LINK, kind, "GET", path(Endpoint.LINK, query), List.of(HTML), NOTHING, standing);
    }

    private Input body(Endpoint endpoint) {
        return post(endpoint, forms.damaged(form(endpoint, damaged(endpoint))), List.of(), Standing.INVALID);
    }

    private Input headers(Endpoint endpoint) {
        Forms.Body body = Forms.wellFormed(form(endpoint, damaged(endpoint)));
        Input input = post(endpoint, body, noise.next(), Standing.INVALID);
        return new Input(endpoint, "headers", "POST", input.target(), input.headers(), input.body(), input.standing());
    }

    private Input method(Endpoint endpoint) {
        String method = dice.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO", "post", "PROPFIND");
        boolean asks = method.equals("OPTIONS");
        Forms.Body body = Forms.wellFormed(form(endpoint, damaged(endpoint)));
        boolean withBody = dice.oneIn(2);
        return new Input(
                endpoint,
                "method",
                method,
                path(endpoint, dice.of("", "?token=x")),
                withBody || endpoint == Endpoint.LINK ? headersOf(endpoint, body, List.of()) : List.of(),
                withBody ? body.text() : NOTHING,
                asks ? Standing.UNDECIDED : Standing.INVALID);
    }

    /** Wherever it leads. */
    private Input path(Endpoint endpoint) {
        Forms.Body body = Forms.wellFormed(form(endpoint, damaged(endpoint)));
        boolean post = dice.oneIn(2);
        return new Input(
                endpoint,
                "path",
                post ? "POST" : "GET",
                paths.near(path(endpoint, "")),
                post ? headersOf(endpoint, body, List.of()) : List.of(HTML),
                post ? body.text() : NOTHING,
                Standing.UNDECIDED);
    }

    private Input answered() {
        String outcome = dice.of(
                "me",
                "not-me",
                "no-more",
                "x",
                "%00",
                "%3Cfuzz%3E",
                "a%2Fb",
                "x".repeat(3_000),
                "%ff",
                "%F0%9F%99%82",
                "${7*7}",
                "$%7B7*7%7D");
        String language = dice.of(
                "",
                "?kc_locale=de",
                "?kc_locale=%00",
                "?kc_locale=../x",
                "?kc_locale=%3Cfuzz%3E",
                "?kc_locale=" + "x".repeat(500),
                "?kc_locale=en&kc_locale=de");
        return new Input(
                Endpoint.ANSWERED,
                "outcome",
                "GET",
                path(Endpoint.ANSWERED, "/" + outcome + language),
                List.of(HTML),
                NOTHING,
                Standing.INVALID);
    }

    private Input post(Endpoint endpoint, Forms.Body body, List<String> more, Standing standing) {
        return new Input(
                endpoint,
                body.kind(),
                "POST",
                path(endpoint, ""),
                headersOf(endpoint, body, more),
                body.text(),
                standing);
    }

    /** People's browsers ask for pages, clients for JSON. */
    private static List<String> headersOf(Endpoint endpoint, Forms.Body body, List<String> more) {
        String accept = endpoint == Endpoint.LINK ? HTML : "Accept: application/json";
        List<String> headers = new ArrayList<>(body.headers());
        if (more.stream().noneMatch(line -> line.startsWith("Accept:"))) {
            headers.add(accept);
        }
        headers.addAll(more);
        return headers;
    }

    /** What a client posts there; introspection is for confidential ones only. */
    private List<Map.Entry<String, String>> form(Endpoint endpoint, String token) {
        if (endpoint == Endpoint.LINK) {
            return List.of(Map.entry("key", token));
        }
        boolean confidential = endpoint == Endpoint.INTROSPECT || dice.oneIn(4);
        List<Map.Entry<String, String>> form = new ArrayList<>();
        if (endpoint == Endpoint.TOKEN) {
            form.add(Map.entry("grant_type", "refresh_token"));
            form.add(Map.entry("refresh_token", token));
        } else {
            form.add(Map.entry("token", token));
            if (dice.oneIn(2)) {
                form.add(Map.entry("token_type_hint", "refresh_token"));
            }
        }
        form.add(Map.entry("client_id", confidential ? "web" : "app"));
        if (confidential) {
            form.add(Map.entry("client_secret", material.secret()));
        }
        return form;
    }
}
