package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.history.History;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputUpdater;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Hears that credentials of a type are disabled, of which Keycloak sends no event: it asks every provider of credentials to do
 * so. It has no credentials of its own, and where Keycloak asks it about others' it lets their provider answer.
 */
public final class DisabledCredentials implements CredentialProvider<CredentialModel>, CredentialInputUpdater {

    /** No credential has this type. */
    public static final String TYPE = "token-family";

    private final KeycloakSession session;
    private final Supplier<FamilyStore> store;
    private final CredentialChanges changes;
    private final IntConsumer revokedFamilies;
    private final Supplier<History> history;

    /** Keycloak asks for a type, and then what is true of it, without saying again which one that was. */
    private @Nullable String askedType;

    /**
     * Serves one request.
     *
     * @param store that is there once the server has started; Keycloak makes providers of credentials before
     * @param policies of a realm
     * @param revokedFamilies is told how many families were revoked
     * @param unreadable is told where it cannot be read what a policy ends, which ends then
     * @param history where is recorded what ends
     */
    public DisabledCredentials(
            KeycloakSession session,
            Supplier<FamilyStore> store,
            Function<RealmModel, CredentialChangePolicy> policies,
            IntConsumer revokedFamilies,
            Runnable unreadable,
            Supplier<History> history) {
        this.session = session;
        this.store = store;
        this.changes = new CredentialChanges(session, new Caution(unreadable).guard(policies));
        this.revokedFamilies = revokedFamilies;
        this.history = history;
    }

    @Override
    public void disableCredentialType(RealmModel realm, UserModel user, String credentialType) {
        List<SelectionRevocation> ended = changes.endWithCredential(realm, user.getId());
        for (SelectionRevocation revocation : ended) {
            RevocationAtCommit.enlist(session, revocation, store.get(), revokedFamilies);
            RecordedEnds.note(session, history.get(), Time.currentTimeMillis(), revocation);
        }
    }

    /** Every type is supported: nobody else is told of all. */
    @Override
    public boolean supportsCredentialType(String credentialType) {
        askedType = credentialType;
        return true;
    }

    /** None is stored here: Keycloak has the first provider that says otherwise make it, as in an import of users. */
    @Override
    public boolean supportsCredentialType(CredentialModel credential) {
        return false;
    }

    /** Leaves every update to the others. */
    @Override
    public boolean updateCredential(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }

    @Override
    public Stream<String> getDisableableCredentialTypesStream(RealmModel realm, UserModel user) {
        return Stream.empty();
    }

    @Override
    public String getType() {
        return TYPE;
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        throw new UnsupportedOperationException("There are no credentials of the type " + TYPE);
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String credentialId) {
        return false;
    }

    @Override
    public CredentialModel getCredentialFromModel(CredentialModel model) {
        return model;
    }

    @Override
    public CredentialModel getCredentialForPresentationFromModel(CredentialModel model) {
        return providerOf(model.getType())
                .map(provider -> (CredentialModel) provider.getCredentialForPresentationFromModel(model))
                .orElse(model);
    }

    private Optional<CredentialProvider<?>> providerOf(@Nullable String type) {
        return session.getKeycloakSessionFactory()
                .getProviderFactoriesStream(CredentialProvider.class)
                .filter(CredentialProviderFactory.class::isInstance)
                .filter(factory -> !TYPE.equals(factory.getId()))
                .<CredentialProvider<?>>map(factory -> session.getProvider(CredentialProvider.class, factory.getId()))
                .filter(provider -> provider.supportsCredentialType(type))
                .findFirst();
    }

    /** Of the type that was asked for last, since Keycloak reads here whether a user may remove a credential. */
    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        return providerOf(askedType)
                .map(provider -> provider.getCredentialTypeMetadata(context))
                .orElseGet(this::ofNothing);
    }

    private CredentialTypeMetadata ofNothing() {
        return CredentialTypeMetadata.builder()
                .type(TYPE)
                .category(CredentialTypeMetadata.Category.BASIC_AUTHENTICATION)
                .displayName(TYPE)
                .helpText(TYPE)
                .iconCssClass(TYPE)
                .removeable(false)
                .build(session);
    }
}
