package dev.tokenfamily.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.HtmlUtils;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.SecureContextResolver;

/**
 * The HTML of a page: one custom element, and the files that it is made of. What the element must know is in its attributes, so that
 * another page may have the element too.
 */
final class PageHtml {

    /** What Keycloak's own consoles look like. */
    private static final String PATTERNFLY = "/vendor/patternfly-v5/";

    private static final String DARK_MODE = "darkMode";

    private final KeycloakSession session;
    private final Page page;
    private final RealmModel realm;
    private final PageAddresses addresses;
    private final String version;

    /** Of a page of the session's realm, with files of this version. */
    PageHtml(KeycloakSession session, Page page, PageAddresses addresses, String version) {
        this.session = session;
        this.page = page;
        this.realm = session.getContext().getRealm();
        this.addresses = addresses;
        this.version = version;
    }

    String html() {
        String locale = session.getContext().resolveLocale(null).toLanguageTag();
        String assets = escape(assets(addresses, version));
        String own = assets + "/" + page.folder();
        String theme = escape(addresses.theme());
        return """
                <!doctype html>
                <html lang="%s">
                  <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <meta name="color-scheme" content="light dark">
                    <title>%s</title>
                    <link rel="icon" href="data:,">
                    <link rel="stylesheet" href="%s">
                    <link rel="stylesheet" href="%s">
                    <link rel="stylesheet" href="%s/page/page.css">
                    <link rel="stylesheet" href="%s.css">%s
                    <script type="module" src="%s/main.js"></script>
                  </head>
                  <body>
                    <%s%s>
                      <p class="token-family-late">The page has not loaded. Load it again; it needs JavaScript.</p>
                    </%s>
                  </body>
                </html>
                """.formatted(
                        escape(locale),
                        page.title(),
                        theme + PATTERNFLY + "patternfly.min.css",
                        theme + PATTERNFLY + "patternfly-addons.css",
                        assets,
                        own + "/" + page.folder(),
                        cryptography(theme),
                        own,
                        page.element(),
                        attributes(locale),
                        page.element());
    }

    /** The page to which a login comes back in a frame or a window of its own. */
    static String silent(PageAddresses addresses, String version) {
        return """
                <!doctype html>
                <html lang="en">
                  <head>
                    <meta charset="utf-8">
                    <title>Login</title>
                    <script src="%s/page/silent.js"></script>
                  </head>
                  <body></body>
                </html>
                """.formatted(escape(assets(addresses, version)));
    }

    /** What a browser keeps to itself where it does not trust the connection: from Keycloak, as its consoles have it. */
    private String cryptography(String theme) {
        return SecureContextResolver.isSecureContext(session)
                ? ""
                : "\n    <script type=\"module\" src=\"%s/vendor/web-crypto-shim/web-crypto-shim.js\"></script>"
                        .formatted(theme);
    }

    private String attributes(String locale) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("login-realm", realm.getName());
        attributes.put("client-id", page.clientId());
        attributes.put("issuer", addresses.issuer().toString());
        attributes.put(page.serverAttribute(), addresses.server().toString());
        attributes.put("page-url", addresses.page().toString());
        attributes.put("locale", locale);
        String darkModeClass = darkModeClass();
        if (darkModeClass != null) {
            attributes.put("dark-mode-class", darkModeClass);
        }
        ClientModel client = realm.getClientByClientId(page.clientId());
        if (client == null || !client.isEnabled()) {
            attributes.put("client-missing", "");
        }
        return attributes.entrySet().stream()
                .map(attribute -> "\n        %s=\"%s\"".formatted(attribute.getKey(), escape(attribute.getValue())))
                .collect(Collectors.joining());
    }

    /** Null where the realm, or its theme, has no dark mode. */
    private @Nullable String darkModeClass() {
        try {
            var properties = session.theme().getTheme(page.look()).getProperties();
            return "true".equals(properties.getProperty(DARK_MODE)) && realm.getAttribute(DARK_MODE, true)
                    ? properties.getProperty("kcDarkModeClass")
                    : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String assets(PageAddresses addresses, String version) {
        return addresses.page().getRawPath() + "assets/" + version;
    }

    private static String escape(String text) {
        return HtmlUtils.escapeAttribute(text);
    }
}
