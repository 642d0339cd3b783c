package dev.tokenfamily.notice;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/**
 * Names in mails and on pages that somebody chose: of clients, which can register themselves, and of realms. A mail of ours is
 * believed, so that a name must stay one: short, in one line, readable in one direction only.
 */
public final class ShownName {

    private static final int LONGEST = 100;

    /** Keycloak's own clients have keys of messages for names. */
    private static final String KEY = "${";

    /** Letters and marks that show nothing: fillers of Hangul, the blank of Braille, joiners, variation selectors. */
    private static final String BLANK = "\\u034f\\u115f\\u1160\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0";

    /** Those, controls, bidi and zero-width characters, spaces, what is no character; and marks piled on each other. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Z}\\s" + BLANK + "]+|(?<=\\p{M}{3})\\p{M}+");

    /** What a mail program makes a link of: an address with a scheme, of a person, with a domain or an IP address in it. */
    private static final Pattern LINK = Pattern.compile(
            "://|www\\.|@|(?:mailto|javascript):|\\b(?:tel|sms|data):"
                    + "|[\\p{L}\\p{N}][.\\u3002\\uff0e\\uff61][\\p{L}\\p{N}-]*\\p{L}{2}"
                    + "|\\p{Nd}+(?:\\.\\p{Nd}+){3}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Something to call: seven digits, whatever is between them. */
    private static final Pattern PHONE = Pattern.compile("(?:\\p{Nd}[^\\p{L}\\p{Nd}]{0,3}){6}\\p{Nd}");

    private ShownName() {}

    /**
     * What a client is called: by its name or else its id, the first of them that says something and leads nowhere. Empty where
     * neither does.
     *
     * @param name null where it has none
     */
    public static String ofClient(@Nullable String name, String clientId) {
        return Stream.of(Optional.ofNullable(name).filter(n -> !n.startsWith(KEY)), Optional.of(clientId))
                .flatMap(Optional::stream)
                .map(ShownName::plain)
                .filter(shown -> !shown.isEmpty() && !leadsSomewhere(shown))
                .findFirst()
                .orElse("");
    }

    /** What users know a realm by: its display name, or its name where it has none. */
    static String ofRealm(RealmModel realm) {
        return plain(Objects.requireNonNullElseGet(realm.getDisplayName(), realm::getName));
    }

    /** A name in one line of at most 100 characters, without what cannot be seen. It may still lead somewhere. */
    public static String plain(String name) {
        String shown = UNSEEN.matcher(name).replaceAll(" ").strip();
        int most = Math.min(LONGEST, shown.codePointCount(0, shown.length()));
        return shown.substring(0, shown.offsetByCodePoints(0, most)).strip();
    }

    /** What a user calls something, for a mail: as {@link #plain} has it, and empty where it leads somewhere. */
    public static String leadingNowhere(String name) {
        String shown = plain(name);
        return leadsSomewhere(shown) ? "" : shown;
    }

    private static boolean leadsSomewhere(String shown) {
        return LINK.matcher(shown).find() || PHONE.matcher(shown).find();
    }
}
