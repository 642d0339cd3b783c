package dev.tokenfamily.console;

import dev.tokenfamily.page.Page;
import org.keycloak.theme.Theme;
import org.keycloak.urls.UrlType;

/**
 * {@code /realms/{realm}/token-families/}: the console page (ADR 23). The realm is the one in which admins log in; which one they
 * administer is behind the {@code #} of the page's URL. All that it shows comes from the admin REST API.
 */
public final class ConsolePage {

    /** Its path below {@code /realms/{realm}/}. */
    public static final String RESOURCE = "token-families";

    private ConsolePage() {}

    /** The {@code client_id} of the client with which admins log in to the page, in the realm of its address. */
    public static String client() {
        return "token-family-console";
    }

    /** As it is served. */
    public static Page served() {
        return new Page(
                RESOURCE,
                "token-families",
                "Token families",
                "console",
                "token-family.console.",
                client(),
                UrlType.ADMIN,
                "admin-url",
                Theme.Type.ADMIN);
    }
}
