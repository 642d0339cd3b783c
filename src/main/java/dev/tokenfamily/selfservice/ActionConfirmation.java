package dev.tokenfamily.selfservice;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.selfservice.WaitingActions.Waiting;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The page in a login that says what is about to be done, and asks to confirm it. A client asks for it by {@code kc_action} and
 * the id of the action. It takes only a login with credentials, by the user and in the session that began the action: a cookie of an
 * earlier login is not enough, and so the owner sees what a thief has begun before it is done.
 */
public final class ActionConfirmation implements RequiredActionProvider {

    /** The id of this required action, which is its alias in the realms too. */
    public static final String ID = "TOKEN_FAMILY_SELF_SERVICE";

    /** The name of this required action, as admins read it in the console. */
    public static final String NAME = "Token Family: confirm what is changed";

    private static final Logger LOG = Logger.getLogger(ActionConfirmation.class);

    private static final String TEMPLATE = "token-family-confirm.ftl";

    private static final int LATE = 1010;

    private final Function<KeycloakSession, ActionWords> words;

    /**
     * A provider for one login; Keycloak makes one for each.
     *
     * @param words describe an action to its user
     */
    public ActionConfirmation(Function<KeycloakSession, ActionWords> words) {
        this.words = words;
    }

    /** Whether that realm has it, enabled: without it, nobody can confirm anything. */
    static boolean isOn(RealmModel realm) {
        @Nullable RequiredActionProviderModel own = realm.getRequiredActionProviderByAlias(ID);
        return own != null && own.isEnabled();
    }

    /**
     * Has it in that realm, for an admin who sets it up. One that is there stays as it is.
     *
     * @return whether it was not there
     */
    public static boolean register(RealmModel realm) {
        boolean missing = realm.getRequiredActionProviderByAlias(ID) == null;
        if (missing) {
            RequiredActionProviderModel own = new RequiredActionProviderModel();
            own.setAlias(ID);
            own.setProviderId(ID);
            own.setName(NAME);
            own.setEnabled(true);
            own.setDefaultAction(false);
            own.setPriority(LATE);
            realm.addRequiredActionProvider(own);
        }
        return missing;
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** A login of before does not count. */
    @Override
    public int getMaxAuthAge(KeycloakSession session) {
        return 0;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        // only where a client asks for it
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        try {
            Optional<Map<String, Object>> shown = waiting(context).flatMap(waiting -> words.apply(context.getSession())
                    .describe(waiting.action(), context.getUser()));
            if (shown.isEmpty()) {
                context.ignore(); // the client is told that there was an error
                return;
            }
            LoginFormsProvider form = context.form();
            shown.get().forEach(form::setAttribute);
            context.challenge(form.createForm(TEMPLATE));
        } catch (StoreUnavailableException e) {
            LOG.warn("What a user wants to change cannot be looked up", e);
            context.ignore();
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        Optional<Waiting> waiting = waiting(context);
        if (waiting.isEmpty()) { // it has taken too long
            context.cancel();
            return;
        }
        new WaitingActions(context.getSession(), context.getRealm()).confirm(waiting.get());
        context.success();
    }

    /** The action that was asked for, if this very login is the one that it needs. */
    private static Optional<Waiting> waiting(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        boolean byCookie = Boolean.parseBoolean(login.getAuthNote(AuthenticationManager.SSO_AUTH));
        @Nullable String id = login.getClientNote(Constants.KC_ACTION_PARAMETER);
        boolean asked = ID.equals(login.getClientNote(Constants.KC_ACTION));
        boolean ofOurPage = OwnClient.of(context.getRealm())
                .filter(client -> client.equals(login.getClient()))
                .isPresent();
        return !byCookie && asked && ofOurPage && id != null
                ? new WaitingActions(context.getSession(), context.getRealm())
                        .find(id)
                        .filter(found -> found.isOf(
                                context.getUser(), login.getParentSession().getId()))
                : Optional.empty();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
