package dev.tokenfamily.account;

import dev.tokenfamily.page.Page;
import org.keycloak.theme.Theme;
import org.keycloak.urls.UrlType;

/**
 * {@code /realms/{realm}/token-family/account/}: the page on which users see and end their own sign-ins (ADR 33). All that it shows
 * comes from {@code /realms/{realm}/token-family/mine}.
 */
public final class AccountPage {

    /** The path of this page below the resource that has all of ours that users can reach. */
    public static final String PATH = "account";

    private AccountPage() {}

    /** As it is served. */
    public static Page served() {
        return new Page(
                "token-family/" + PATH,
                "my-sign-ins",
                "My sign-ins",
                "account",
                "token-family.account.",
                "token-family-account",
                UrlType.FRONTEND,
                "server-url",
                Theme.Type.ACCOUNT);
    }
}
