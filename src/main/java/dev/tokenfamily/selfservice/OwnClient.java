package dev.tokenfamily.selfservice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** The one client whose tokens are taken here: that of the page of users' own sign-ins. */
public final class OwnClient {

    /** The {@code client_id}. */
    public static final String ID = "token-family-account";

    /** The attribute of the realm that has the internal id of our client. It is for those to write who hold {@code manage-realm}. */
    public static final String OURS = "token-family.account-client";

    /** The path of the page below that of all that users can reach. */
    public static final String PATH = "account";

    /** The path of the page below {@code /realms/{realm}/}, without slashes around it. */
    public static final String PAGE = "token-family/" + PATH;

    private OwnClient() {}

    /** The realm's client; empty where it was not set up, is disabled, or is another one of that name, which anybody may register. */
    public static Optional<ClientModel> of(RealmModel realm) {
        @Nullable String ours = realm.getAttribute(OURS);
        return Optional.ofNullable(realm.getClientByClientId(ID))
                .filter(client -> client.getId().equals(ours) && client.isEnabled());
    }
}
