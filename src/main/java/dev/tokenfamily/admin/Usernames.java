package dev.tokenfamily.admin;

import dev.tokenfamily.family.FamilyQueries;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;

/**
 * The names of the users that a list is about. Those that Keycloak's own tables have are read in one statement, for a cache that
 * is cold would ask for each of a thousand users several times; only users of a storage provider that keeps none of them
 * here are asked for one by one, each once.
 */
final class Usernames {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final FamilyQueries queries;

    Usernames(KeycloakSession session, RealmModel realm, FamilyQueries queries) {
        this.session = session;
        this.realm = realm;
        this.queries = queries;
    }

    /**
     * The names by the ids of the users; without users who are gone.
     *
     * @param userIds at most 1,000, each as often as may be
     */
    Map<String, String> of(Collection<String> userIds) {
        Set<String> different = new TreeSet<>(userIds);
        Map<String, String> names = new HashMap<>(queries.usernames(realm.getId(), different));
        for (String id : different) {
            if (!names.containsKey(id) && !StorageId.isLocalStorage(id)) {
                UserModel user = session.users().getUserById(realm, id);
                if (user != null) {
                    names.put(id, user.getUsername());
                }
            }
        }
        return names;
    }
}
