package dev.tokenfamily.token;

import dev.tokenfamily.detection.FamilyCap;
import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Minted;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Ruling;
import dev.tokenfamily.detection.Ruling.Consumption;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/**
 * The last word on a refresh. It runs when everything else has agreed and the tokens are about to be signed: consumes
 * the presented token, and makes the new one what the family says it is.
 */
public final class FamilyTokenPostProcessor implements TokenPostProcessor {

    private static final Logger LOG = Logger.getLogger(FamilyTokenPostProcessor.class);

    private final KeycloakSession session;
    private final RefreshProtocol protocol;
    private final FamilyCap cap;
    private final VerdictListener listener;
    private final Refusal refusal;

    /** Serves one request; the listener hears of the last verdict in it. */
    public FamilyTokenPostProcessor(
            KeycloakSession session,
            RefreshProtocol protocol,
            FamilyCap cap,
            VerdictListener listener,
            Refusal refusal) {
        this.session = session;
        this.protocol = protocol;
        this.cap = cap;
        this.listener = listener;
        this.refusal = refusal;
    }

    @Override
    public void process(TokenPostProcessorContext context) {
        RefreshToken presented = context.requestRefreshToken();
        if (presented != null) {
            RefreshInProgress.of(session).ifPresent(refresh -> settle(refresh, presented, context));
        }
    }

    private void settle(RefreshInProgress refresh, RefreshToken presented, TokenPostProcessorContext context) {
        @Nullable RefreshToken successor = context.refreshToken();
        Ruling ruling = ruling(refresh.examined(), presented, successor, context.accessToken());
        Finding finding = ruling.finding();
        listener.judged(finding, context.clientSessionCtx().getClientSession(), refresh.event());
        listener.answered(finding, session.getContext().getRealm());
        if (!(ruling instanceof Granted granted)) {
            throw refusal.afterMinting(finding, refresh.event());
        }
        if (granted.consumed() != null) {
            undoIfRolledBack(granted.consumed());
        }
        cap.apply(granted)
                .ifPresent(capped ->
                        listener.capped(capped, context.clientSessionCtx().getClientSession(), refresh.event()));
        if (!PresentedTokenReader.hasClaim(presented)) {
            PresentedTokenReader.noteAdoption(context.clientSessionCtx().getClientSession());
        }
        if (successor != null) {
            shape(successor, granted, presented);
            ToldLifetimes.minted(session, successor, granted.secondsUntilTooOld());
        }
    }

    /** Where the successor is withheld, the client could not go on if its token were superseded. */
    private Ruling ruling(
            Finding examined, RefreshToken presented, @Nullable RefreshToken successor, AccessToken accessToken) {
        Finding good = successor == null ? examined.withoutSuccessor() : examined;
        Minted minted = minted(successor == null ? presented : successor, accessToken);
        try {
            return protocol.settle(good, good.policy(), minted);
        } catch (StoreUnavailableException e) {
            throw refusal.unavailable(e);
        }
    }

    private static Minted minted(RefreshToken refreshToken, AccessToken accessToken) {
        return new Minted(
                refreshToken.getId(),
                refreshToken.getIat(),
                refreshToken.getExp(),
                new AccessTokens.AccessToken(accessToken.getId(), accessToken.getExp()));
    }

    private static void shape(RefreshToken successor, Granted granted, RefreshToken presented) {
        successor.id(granted.tokenId());
        successor.iat(granted.issuedAt());
        successor.exp(granted.expiresAt());
        successor.getOtherClaims().put(FamilyClaim.NAME, granted.claim().toMap());
        handOnReuseId(presented, successor);
        if (successor instanceof RefreshTokenOfFamily ours) {
            ours.familyEndsIn(granted.secondsLeft());
        }
    }

    /**
     * The claim by which Keycloak's own reuse check tells the tabs of a client apart. It is handed on although that check
     * is off for governed clients, so that they keep their tabs apart when they are no longer governed.
     */
    static void handOnReuseId(RefreshToken from, RefreshToken to) {
        Object reuseId = from.getOtherClaims().get(Constants.REUSE_ID);
        if (reuseId != null) {
            to.getOtherClaims().put(Constants.REUSE_ID, reuseId);
        }
    }

    private void undoIfRolledBack(Consumption consumed) {
        session.getTransactionManager().enlistAfterCompletion(new UndoOnRollback(protocol, consumed));
    }

    /** Gives back what a request consumed, a generation or a retry, if it is rolled back after all (ADR 2). */
    static final class UndoOnRollback extends AbstractKeycloakTransaction {

        private final RefreshProtocol protocol;
        private final Consumption consumed;

        UndoOnRollback(RefreshProtocol protocol, Consumption consumed) {
            this.protocol = protocol;
            this.consumed = consumed;
        }

        @Override
        protected void commitImpl() {
            // the tokens leave
        }

        @Override
        protected void rollbackImpl() {
            try {
                boolean undone = protocol.undo(consumed);
                LOG.debugf(
                        "Request rolled back; what it consumed of generation %d of token family %s %s",
                        consumed.after().generation(),
                        LogField.of(consumed.after().id()),
                        undone ? "is given back" : "stays");
            } catch (StoreUnavailableException e) {
                LOG.warnf(
                        e,
                        "Request rolled back; what it consumed of generation %d of token family %s could not be given back."
                                + " Its client can retry within the grace period",
                        consumed.after().generation(),
                        LogField.of(consumed.after().id()));
            }
        }
    }
}
