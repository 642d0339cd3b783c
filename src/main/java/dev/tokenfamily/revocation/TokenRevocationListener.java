package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Owner;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.TokenUtil;

/**
 * Hears of refresh tokens given to the revocation endpoint, for which Keycloak 26.7 has no other hook. The families are
 * revoked as the request commits: whoever gets 200 can rely on it, and a failure fails the request.
 */
public final class TokenRevocationListener implements EventListenerProvider {

    private static final String TOKEN_PARAMETER = "token";

    private final KeycloakSession session;
    private final FamilyStore store;
    private final BooleanSupplier governed;
    private final IntConsumer revokedFamilies;

    /**
     * For one request.
     *
     * @param governed whether a rotation policy applies to the client of the request
     * @param revokedFamilies is told how many families were revoked
     */
    public TokenRevocationListener(
            KeycloakSession session, FamilyStore store, BooleanSupplier governed, IntConsumer revokedFamilies) {
        this.session = session;
        this.store = store;
        this.governed = governed;
        this.revokedFamilies = revokedFamilies;
    }

    @Override
    public void onEvent(Event event) {
        boolean refreshTokenRevoked = event.getType() == EventType.REVOKE_GRANT
                && event.getDetails() != null
                && event.getDetails().containsKey(Details.REFRESH_TOKEN_ID);
        if (refreshTokenRevoked) {
            revocation(event).ifPresent(this::revokeAtCommit);
        }
    }

    private Optional<TokenRevocation> revocation(Event event) {
        String encoded =
                session.getContext().getHttpRequest().getDecodedFormParameters().getFirst(TOKEN_PARAMETER);
        RefreshToken token = session.tokens().decode(encoded, RefreshToken.class);
        ClientModel client = session.getContext().getClient();
        return family(token)
                .map(family -> new TokenRevocation(
                        family,
                        new Owner(
                                session.getContext().getRealm().getId(),
                                client.getId(),
                                event.getUserId(),
                                token.getSessionId(),
                                TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType())),
                        new Head(token.getId(), token.getIat(), token.getExp(), family.since()),
                        session.getContext().getConnection().getRemoteHost()));
    }

    /** Empty for the tokens of clients that have nothing to do with us. */
    private Optional<FamilyClaim> family(RefreshToken token) {
        @Nullable Object claim = token.getOtherClaims().get(FamilyClaim.NAME);
        if (claim != null) {
            return FamilyClaim.parse(claim);
        }
        return governed.getAsBoolean()
                ? Optional.of(new FamilyClaim(token.getId(), 0, token.getIat(), token.getIat(), null))
                : Optional.empty();
    }

    private void revokeAtCommit(TokenRevocation revocation) {
        RevocationAtCommit.enlist(session, () -> revokedFamilies.accept(revocation.revokeIn(store)));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        // admins do not use the revocation endpoint
    }

    @Override
    public void close() {
        // holds nothing
    }
}
