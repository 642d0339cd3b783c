package dev.tokenfamily.token;

import dev.tokenfamily.clientpolicy.ClientSwitch;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.delegate.ClientModelLazyDelegate;
import org.keycloak.models.utils.RealmModelDelegate;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.refresh.RefreshTokenContext;

/**
 * Hides Keycloak's own switch, Revoke Refresh Token, from the refreshes of an enforced policy. The check behind it cannot be
 * overridden ({@code AbstractRefreshTokenProvider} has it private), knows no grace period, and would end the client session on
 * a retry. It asks the realm and the client of the grant's context; so it is given others, equal to them but without the
 * switch. Tokens that no family's row can judge keep the check.
 */
final class WithoutReuseCheck {

    private WithoutReuseCheck() {}

    /**
     * The context for the same token, with the switch off. A token without the claim keeps the check until it is known whether
     * it has a row: Keycloak lets only one request at a time through with it, from the very beginning. So does any token as long as
     * the user decides whether a policy is enforced.
     *
     * @param forAll whether it is, whoever the user is
     */
    static RefreshTokenContext hideSwitch(RefreshTokenContext context, boolean forAll) {
        RealmWithoutReuseCheck realm =
                new RealmWithoutReuseCheck(context.grantContext().getRealm());
        realm.keepCheck(!forAll || !PresentedTokenReader.hasClaim(context.oldRefreshToken()));
        return new RefreshTokenContext(
                context.oldRefreshToken(),
                new GrantContext(context.grantContext(), realm),
                context.grant(),
                context.tokenManager(),
                context.scopeParameter(),
                context.resourceParameter());
    }

    private static final class GrantContext extends OAuth2GrantType.Context {

        private GrantContext(OAuth2GrantType.Context original, RealmWithoutReuseCheck realm) {
            super(
                    original.getSession(),
                    original.getClientConfig(),
                    original.getClientAuthAttributes(),
                    original.getFormParams(),
                    original.getEvent(),
                    original.getCors(),
                    original.getTokenManager());
            this.realm = realm;
            if (ClientSwitch.isSetOn(client)) {
                this.client = new ClientWithoutReuseCheck(client, realm);
            }
        }
    }

    /** The realm with its switch off, unless the present token keeps the check; equal to the realm itself. */
    static final class RealmWithoutReuseCheck extends RealmModelDelegate {

        private boolean kept;

        RealmWithoutReuseCheck(RealmModel realm) {
            super(realm);
        }

        @Override
        public boolean isRevokeRefreshToken() {
            return kept && super.isRevokeRefreshToken();
        }

        /** Decides whether the present token keeps the check. */
        void keepCheck(boolean keep) {
            kept = keep;
        }

        /** By id, since Keycloak's session provider compares realms. */
        @Override
        public boolean equals(Object other) {
            return other instanceof RealmModel realm && realm.getId().equals(getId());
        }

        @Override
        public int hashCode() {
            return getId().hashCode();
        }
    }

    /** The client, without a switch of its own as long as its realm's is hidden; equal to the client itself. */
    static final class ClientWithoutReuseCheck extends ClientModelLazyDelegate.WithId {

        private final RealmWithoutReuseCheck realm;

        ClientWithoutReuseCheck(ClientModel client, RealmWithoutReuseCheck realm) {
            super(client.getId(), () -> client);
            this.realm = realm;
        }

        @Override
        public @Nullable String getAttribute(String name) {
            return ClientSwitch.isPartOf(name) && !realm.kept ? null : super.getAttribute(name);
        }

        @Override
        public Map<String, String> getAttributes() {
            return realm.kept ? super.getAttributes() : ClientSwitch.without(super.getAttributes());
        }
    }
}
