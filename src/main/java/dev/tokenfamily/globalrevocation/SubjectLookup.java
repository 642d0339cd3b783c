package dev.tokenfamily.globalrevocation;

import dev.tokenfamily.family.UserId;
import dev.tokenfamily.globalrevocation.SubjectIdentifier.Email;
import dev.tokenfamily.globalrevocation.SubjectIdentifier.IssuerAndSubject;
import dev.tokenfamily.globalrevocation.SubjectIdentifier.Opaque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Which user of a realm is meant. Where it could be two, or an address has not been proven, it is nobody: an order must never end
 * the sign-ins of somebody else. Service accounts are nobody's sign-ins.
 */
final class SubjectLookup {

    /** Of the configuration of an identity provider by OpenID Connect. */
    private static final String ISSUER = "issuer";

    private final KeycloakSession session;
    private final RealmModel realm;

    SubjectLookup(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The {@code iss} of the tokens of that identity provider; null where it does not say. */
    static @Nullable String issuer(IdentityProviderModel provider) {
        return provider.getConfig() == null ? null : provider.getConfig().get(ISSUER);
    }

    /**
     * The one user who is meant.
     *
     * @param provider alias of the identity provider whose users may be meant; null where all may
     */
    Optional<UserModel> find(SubjectIdentifier subject, @Nullable String provider) {
        List<UserModel> candidates = candidates(subject, provider).limit(2).toList();
        return candidates.size() != 1
                ? Optional.empty()
                : Optional.of(candidates.get(0))
                        .filter(user -> user.getServiceAccountClientLink() == null)
                        .filter(user -> provider == null || isOf(provider, user));
    }

    private Stream<UserModel> candidates(SubjectIdentifier subject, @Nullable String provider) {
        if (subject instanceof IssuerAndSubject named) {
            return linked(named, provider);
        }
        if (subject instanceof Email email) {
            return byAddress(email.address());
        }
        return Stream.of(((Opaque) subject).id())
                .filter(UserId::isPossible)
                .map(id -> session.users().getUserById(realm, id))
                .filter(Objects::nonNull);
    }

    private boolean isOf(String provider, UserModel user) {
        return session.users().getFederatedIdentity(realm, user, provider) != null;
    }

    /** The realm's own issuer is none of these: whoever is named by it was named by the id, before the order was queued. */
    private Stream<UserModel> linked(IssuerAndSubject named, @Nullable String only) {
        return session.identityProviders()
                .getAllStream(IdentityProviderQuery.any())
                .filter(provider -> provider.isEnabled() && named.issuer().equals(issuer(provider)))
                .map(IdentityProviderModel::getAlias)
                .filter(alias -> only == null || only.equals(alias))
                .map(alias -> session.users()
                        .getUserByFederatedIdentity(realm, new FederatedIdentityModel(alias, named.subject(), null)))
                .filter(Objects::nonNull)
                .distinct();
    }

    /** Of two with one address, one who has not proven it counts as well. */
    private Stream<UserModel> byAddress(String address) {
        List<UserModel> all = session.users()
                .searchForUserStream(realm, Map.of(UserModel.EMAIL, address, UserModel.EXACT, "true"))
                .filter(user -> address.equalsIgnoreCase(user.getEmail()))
                .limit(2)
                .toList();
        return all.size() == 1 && all.get(0).isEmailVerified() ? all.stream() : Stream.empty();
    }
}
