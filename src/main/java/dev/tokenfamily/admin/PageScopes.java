package dev.tokenfamily.admin;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.ScopeContainerModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What the tokens of a page of ours may carry, whatever its user may do: the client's scopes, its mappers, its roles. */
final class PageScopes {

    private final RealmModel realm;
    private final Mending mending;

    /** In that realm; what is mended is noted there. */
    PageScopes(RealmModel realm, Mending mending) {
        this.realm = realm;
        this.mending = mending;
    }

    /**
     * Gives a client these scopes and roles, and no others, and no mapper of its own: so it has no {@code offline_access}, and
     * nothing that the realm gives to its clients by default.
     *
     * @param claims names of the default client scopes, as far as the realm has them
     * @param optional client scopes by their names
     */
    void mend(ClientModel client, List<String> claims, Map<String, ClientScopeModel> optional, Set<RoleModel> roles) {
        Map<String, ClientScopeModel> defaults = new LinkedHashMap<>();
        for (String name : claims) {
            @Nullable ClientScopeModel scope = KeycloakModelUtils.getClientScopeByName(realm, name);
            if (scope != null) {
                defaults.put(name, scope);
            }
        }
        mendScopes(client, defaults, true);
        mendScopes(client, optional, false);
        removeMappers("The client '%s'".formatted(client.getClientId()), client);
        mendRoles("The client '%s'".formatted(client.getClientId()), client, roles);
    }

    private void mendScopes(ClientModel client, Map<String, ClientScopeModel> wanted, boolean asDefault) {
        String kind = asDefault ? "default" : "optional";
        Map<String, ClientScopeModel> present = Map.copyOf(client.getClientScopes(asDefault));
        present.forEach((name, scope) -> {
            if (!wanted.containsKey(name)) {
                client.removeClientScope(scope);
                note(client, "loses the %s client scope '%s'".formatted(kind, name));
            }
        });
        wanted.forEach((name, scope) -> {
            if (!present.containsKey(name)) {
                client.removeClientScope(scope); // it may be one of the other kind
                client.addClientScope(scope, asDefault);
                note(client, "gets the %s client scope '%s'".formatted(kind, name));
            }
        });
    }

    private void note(ClientModel client, String what) {
        mending.note("The client '%s' %s.".formatted(client.getClientId(), what));
    }

    /** A mapper of its own could put anything into the tokens, roles included. */
    void removeMappers(String who, ProtocolMapperContainerModel owner) {
        List<ProtocolMapperModel> mappers = owner.getProtocolMappersStream().toList();
        for (ProtocolMapperModel mapper : mappers) {
            owner.removeProtocolMapper(mapper);
            mending.note("%s loses the protocol mapper '%s'.".formatted(who, mapper.getName()));
        }
    }

    /** Leaves an owner of scope mappings these roles, and no others. */
    void mendRoles(String who, ScopeContainerModel owner, Set<RoleModel> wanted) {
        Set<RoleModel> present =
                new LinkedHashSet<>(owner.getScopeMappingsStream().toList());
        for (RoleModel role : present) {
            if (!wanted.contains(role)) {
                owner.deleteScopeMapping(role);
                mending.note("%s loses the scope mapping of %s.".formatted(who, named(role)));
            }
        }
        for (RoleModel role : wanted) {
            if (!present.contains(role)) {
                owner.addScopeMapping(role);
                mending.note("%s gets the scope mapping of %s.".formatted(who, named(role)));
            }
        }
    }

    private static String named(RoleModel role) {
        return role.getContainer() instanceof ClientModel client
                ? "'%s' of '%s'".formatted(role.getName(), client.getClientId())
                : "'%s'".formatted(role.getName());
    }
}
