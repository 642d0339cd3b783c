package dev.tokenfamily.revocation;

import dev.tokenfamily.log.LogField;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** A policy that ends the families of all clients of whom it cannot be read whether it does. */
final class CautiousPolicy implements CredentialChangePolicy {

    private final RealmModel realm;
    private final Supplier<CredentialChangePolicy> policy;
    private final Caution caution;
    private @Nullable CredentialChangePolicy known;

    CautiousPolicy(RealmModel realm, Supplier<CredentialChangePolicy> policy, Caution caution) {
        this.realm = realm;
        this.policy = policy;
        this.caution = caution;
    }

    /** The policies of realms, all of them so. */
    static Function<RealmModel, CredentialChangePolicy> of(
            Function<RealmModel, CredentialChangePolicy> policies, Caution caution) {
        return realm -> new CautiousPolicy(realm, () -> policies.apply(realm), caution);
    }

    @Override
    public boolean inUse() {
        return caution.read(
                "Whether a client policy of realm " + LogField.of(realm.getId()) + " cares for credentials",
                () -> known().inUse(),
                () -> true);
    }

    private CredentialChangePolicy known() {
        CredentialChangePolicy read = known == null ? policy.get() : known;
        known = read;
        return read;
    }

    @Override
    public boolean appliesTo(ClientModel client) {
        return caution.read(
                "Which client policies of realm " + LogField.of(realm.getId()) + " apply to client "
                        + LogField.of(client.getId()),
                () -> known().appliesTo(client),
                () -> true);
    }
}
