package dev.tokenfamily.harness.realm;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;

/**
 * A stolen refresh token: the owner's application has gone on, and the thief comes with what it left behind.
 *
 * @param family whose token it was
 * @param stolen the token that came back
 */
public record Theft(String family, Tokens stolen) {

    public static final String OWNERS_DEVICE = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    public static final String THIEFS_DEVICE =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    /** Of what the user has just got by a login. */
    public static Theft of(App app, Tokens login) {
        return of(app, login, OWNERS_DEVICE, THIEFS_DEVICE);
    }

    /** From these devices. */
    public static Theft of(App app, Tokens login, String owner, String thief) {
        Tokens next = Tokens.of(app.refresh(login.refresh(), "User-Agent", owner));
        Tokens.of(app.refresh(next.refresh(), "User-Agent", owner));
        assertRefused(app.refresh(login.refresh(), "User-Agent", thief), REUSED);
        return new Theft(login.familyId(), login);
    }

    /** The thief tries again. */
    public Response again(App app) {
        return app.refresh(stolen.refresh(), "User-Agent", THIEFS_DEVICE);
    }
}
