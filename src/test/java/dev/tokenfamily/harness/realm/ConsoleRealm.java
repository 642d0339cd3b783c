package dev.tokenfamily.harness.realm;

import dev.tokenfamily.harness.Languages;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A realm with one admin for each language of the console's texts, named after it. */
public final class ConsoleRealm {

    /** As Keycloak names them. */
    public static final List<String> LANGUAGES = Languages.tags();

    private ConsoleRealm() {}

    public static TestRealm create(KeycloakServer server, String name) {
        return create(server, name, settings -> {});
    }

    /** With these settings besides. */
    public static TestRealm create(KeycloakServer server, String name, Consumer<RealmRepresentation> settings) {
        return TestRealm.create(server, name, realm -> {
            withAdmins(realm);
            settings.accept(realm);
        });
    }

    private static void withAdmins(RealmRepresentation realm) {
        realm.setInternationalizationEnabled(true);
        realm.setSupportedLocales(new LinkedHashSet<>(LANGUAGES));
        realm.setDefaultLocale("en");
        List<UserRepresentation> users = new ArrayList<>(realm.getUsers());
        for (String language : LANGUAGES) {
            UserRepresentation admin = TestRealm.user(admin(language));
            admin.setAttributes(Map.of("locale", List.of(language)));
            admin.setClientRoles(Map.of("realm-management", List.of("realm-admin")));
            users.add(admin);
        }
        realm.setUsers(users);
    }

    public static String admin(String language) {
        return "admin-" + language.toLowerCase(Locale.ROOT);
    }
}
