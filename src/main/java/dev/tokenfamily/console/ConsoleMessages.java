package dev.tokenfamily.console;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.Theme;

/** What the page says. A realm may say it in words of its own, in its localization. */
final class ConsoleMessages {

    /** Of the keys of all that only the page says. */
    private static final String PREFIX = "token-family.console.";

    private ConsoleMessages() {}

    /**
     * All messages of the page, by their key without the prefix.
     *
     * @param locale a language tag (BCP 47); of one that nobody has, the messages are English
     */
    static Map<String, String> in(KeycloakSession session, String locale) throws IOException {
        Properties all = session.theme()
                .getTheme(Theme.Type.ADMIN)
                .getEnhancedMessages(session.getContext().getRealm(), Locale.forLanguageTag(locale));
        Map<String, String> messages = new TreeMap<>();
        all.stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(key -> messages.put(key.substring(PREFIX.length()), all.getProperty(key)));
        return messages;
    }
}
