package dev.tokenfamily.testserver;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputUpdater;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.credential.UserCredentialManager;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.adapter.AbstractUserAdapter;
import org.keycloak.storage.user.UserLookupProvider;
import org.keycloak.storage.user.UserRegistrationProvider;

/**
 * Another system's users: everybody whose name begins with "foreign", with their name as password, until removed. Those with a
 * mailbox are "foreign-mail" and more. It takes a new password for anybody, and forgets it.
 */
final class ForeignUsers
        implements UserStorageProvider,
                UserLookupProvider,
                UserRegistrationProvider,
                CredentialInputValidator,
                CredentialInputUpdater {

    private static final String WITH_MAILBOX = "foreign-mail";

    private final KeycloakSession session;
    private final ComponentModel component;

    ForeignUsers(KeycloakSession session, ComponentModel component) {
        this.session = session;
        this.component = component;
    }

    @Override
    public UserModel getUserById(RealmModel realm, String id) {
        return user(realm, StorageId.externalId(id));
    }

    @Override
    public @Nullable UserModel getUserByUsername(RealmModel realm, String username) {
        return username.startsWith("foreign") ? user(realm, username) : null;
    }

    @Override
    public @Nullable UserModel getUserByEmail(RealmModel realm, String email) {
        return null;
    }

    @Override
    public @Nullable UserModel addUser(RealmModel realm, String username) {
        return null; // not here
    }

    @Override
    public boolean removeUser(RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public boolean supportsCredentialType(String credentialType) {
        return credentialType.equals(PasswordCredentialModel.TYPE);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String credentialType) {
        return supportsCredentialType(credentialType);
    }

    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return user.getUsername().equals(input.getChallengeResponse());
    }

    @Override
    public boolean updateCredential(RealmModel realm, UserModel user, CredentialInput input) {
        return supportsCredentialType(input.getType()) && user.getUsername().startsWith(WITH_MAILBOX);
    }

    @Override
    public void disableCredentialType(RealmModel realm, UserModel user, String credentialType) {
        // nobody loses the password
    }

    @Override
    public Stream<String> getDisableableCredentialTypesStream(RealmModel realm, UserModel user) {
        return Stream.empty();
    }

    @Override
    public void close() {
        // holds nothing
    }

    private UserModel user(RealmModel realm, String name) {
        return new AbstractUserAdapter(session, realm, component) {
            @Override
            public String getUsername() {
                return name;
            }

            @Override
            public @Nullable String getEmail() {
                return name.startsWith(WITH_MAILBOX) ? name + "@example.org" : super.getEmail();
            }

            @Override
            public boolean isEmailVerified() {
                return name.startsWith(WITH_MAILBOX) || super.isEmailVerified();
            }

            @Override
            public void removeRequiredAction(String action) {
                // there are none
            }

            @Override
            public void removeRequiredAction(RequiredAction action) {
                // likewise
            }

            @Override
            public SubjectCredentialManager credentialManager() {
                return new UserCredentialManager(session, realm, this);
            }
        };
    }
}
