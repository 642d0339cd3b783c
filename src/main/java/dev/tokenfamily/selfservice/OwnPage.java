package dev.tokenfamily.selfservice;

import dev.tokenfamily.page.Page;
import org.keycloak.theme.Theme;
import org.keycloak.urls.UrlType;

/**
 * {@code /realms/{realm}/token-family/account/}: the page on which users see and end their own sign-ins (ADR 33), which is in
 * {@code src/main/account}. All that it shows comes from {@link MineResource}.
 */
public final class OwnPage {

    private OwnPage() {}

    /** As it is served. */
    public static Page served() {
        return new Page(
                OwnClient.PAGE,
                "my-sign-ins",
                "My sign-ins",
                "account",
                "token-family.account.",
                OwnClient.ID,
                UrlType.FRONTEND,
                "server-url",
                Theme.Type.ACCOUNT);
    }
}
