package dev.tokenfamily.live.coverage;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.KeyBinding;
import dev.tokenfamily.harness.realm.TestRealm;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * A way in which a client gets its first refresh token.
 *
 * @param claimed whether that token has the claim already; it has none where Keycloak names no client to the policies
 * @param client what is special about the client
 * @param key gives the client its key, if it needs one
 * @param login gets the token
 */
record Minting(
        String name,
        boolean claimed,
        Consumer<ClientRepresentation> client,
        UnaryOperator<App> key,
        Function<App, Tokens> login) {

    Minting(String name, boolean claimed, Consumer<ClientRepresentation> client, Function<App, Tokens> login) {
        this(name, claimed, client, UnaryOperator.identity(), login);
    }

    /** The same, of a client whose tokens are bound to a key. */
    Minting bound(KeyBinding binding) {
        return new Minting(
                name + ", " + binding,
                claimed,
                client.andThen(binding::require),
                app -> app.with(binding.newKey(app)),
                login);
    }

    App app(TestRealm realm, String clientId, String profile) {
        return key.apply(realm.client(clientId, profile, client));
    }

    @Override
    public String toString() {
        return name;
    }
}
