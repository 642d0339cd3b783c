package dev.tokenfamily.page;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.keycloak.models.KeycloakSession;

/** What a page says. A realm may say it in words of its own, in its localization. */
final class PageMessages {

    private PageMessages() {}

    /**
     * All messages of the page, by their key without the prefix.
     *
     * @param locale a language tag (BCP 47); of one that nobody has, the messages are English
     */
    static Map<String, String> in(KeycloakSession session, Page page, String locale) throws IOException {
        Properties all = session.theme()
                .getTheme(page.look())
                .getEnhancedMessages(session.getContext().getRealm(), Locale.forLanguageTag(locale));
        Map<String, String> messages = new TreeMap<>();
        all.stringPropertyNames().stream()
                .filter(key -> key.startsWith(page.messages()))
                .forEach(key -> messages.put(key.substring(page.messages().length()), all.getProperty(key)));
        return messages;
    }
}
