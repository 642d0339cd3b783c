package dev.tokenfamily.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.Config;

/**
 * The page that explains to the developer of an application why a refresh was refused: what {@code error_uri} (RFC 6749
 * §5.2) names. Each cause has one place on it, which is the same for all tokens, families and users, and so tells nobody more than
 * {@code error_description} does.
 *
 * @param address an absolute URI of http or https without user information, query and fragment, in the characters that RFC 6749
 *     allows there
 */
public record ErrorPage(String address) {

    /** The operator's option, {@code spi-refresh-token--token-family--error-uri}. */
    private static final String OPTION = "error-uri";

    /** RFC 6749 §5.2: printable ASCII but for space, quotation mark and backslash. */
    private static final Pattern ALLOWED = Pattern.compile("[!#-\\[\\]-~]+");

    private static final Pattern SCHEME = Pattern.compile("https?", Pattern.CASE_INSENSITIVE);

    private static final String REFUSED = "keycloak-token-family: the option spi-refresh-token--token-family--" + OPTION
            + " is '%s'. It must be an http or https URI of a page, without user information, query and fragment, such as"
            + " https://docs.example.org/errors. Correct it, or leave it out";

    /** Throws {@link IllegalArgumentException} with what to do for any other address. */
    public ErrorPage {
        if (!isOfAPage(address)) {
            throw new IllegalArgumentException(REFUSED.formatted(address));
        }
    }

    /**
     * As the operator has set it; empty by default, and then no refusal has an {@code error_uri}.
     *
     * @throws IllegalArgumentException with what to do
     */
    public static Optional<ErrorPage> of(Config.Scope options) {
        return Optional.ofNullable(options.get(OPTION)).map(ErrorPage::new);
    }

    private static boolean isOfAPage(String address) {
        try {
            URI uri = new URI(address);
            return ALLOWED.matcher(address).matches()
                    && uri.getScheme() != null
                    && SCHEME.matcher(uri.getScheme()).matches()
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * Where the page explains that.
     *
     * @param cause the name of a verdict, or another one that is as constant
     */
    String about(String cause) {
        return address + "#" + cause;
    }
}
