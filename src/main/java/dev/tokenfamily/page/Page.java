package dev.tokenfamily.page;

import org.keycloak.theme.Theme;
import org.keycloak.urls.UrlType;

/**
 * What one page of ours has that another has not.
 *
 * @param resource its path below {@code /realms/{realm}/}
 * @param element the name of its custom element
 * @param title of its window, before its words have come
 * @param folder of its sources, with a {@code main.js} and a style sheet of that name
 * @param messages with what the keys of its words begin
 * @param clientId of the client by which its users log in, in the realm of its address
 * @param host whose address of the server it is at
 * @param serverAttribute in which the element is told that address
 * @param look the type of the theme that says whether there is a dark mode, and that has its words
 */
public record Page(
        String resource,
        String element,
        String title,
        String folder,
        String messages,
        String clientId,
        UrlType host,
        String serverAttribute,
        Theme.Type look) {}
