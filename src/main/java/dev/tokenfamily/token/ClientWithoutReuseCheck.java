package dev.tokenfamily.token;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.delegate.ClientModelLazyDelegate;

/** The client, without a switch of its own as long as its realm's is hidden; equal to the client itself. */
final class ClientWithoutReuseCheck extends ClientModelLazyDelegate.WithId {

    private final RealmWithoutReuseCheck realm;

    ClientWithoutReuseCheck(ClientModel client, RealmWithoutReuseCheck realm) {
        super(client.getId(), () -> client);
        this.realm = realm;
    }

    @Override
    public @Nullable String getAttribute(String name) {
        return ClientSwitch.isPartOf(name) && !realm.keepsCheck() ? null : super.getAttribute(name);
    }

    @Override
    public Map<String, String> getAttributes() {
        return realm.keepsCheck() ? super.getAttributes() : ClientSwitch.without(super.getAttributes());
    }
}
