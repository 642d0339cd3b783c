package dev.tokenfamily.notice;

import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.IncidentFilter;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.policy.Reaction;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.storage.ReadOnlyException;

/**
 * Demands at an interactive login what an incident left due: something else that the realm has, such as a new password, or
 * the page of our own that says what happened. Users who log in without a browser are not asked, since that would lock them
 * out.
 */
public final class IncidentRequiredAction implements RequiredActionProvider {

    /** The id of this required action, which is its alias in the realms too. */
    public static final String ID = Reaction.NOTICE_ACTION;

    /** The name of this required action, as admins read it in the console. */
    public static final String NAME = "Token Family: what happened";

    private static final Logger LOG = Logger.getLogger(IncidentRequiredAction.class);

    /** It logs users in without a page to show them. */
    private static final String TOKEN_ENDPOINT = "/protocol/openid-connect/token";

    private final RecordedIncidents incidents;

    /** A provider for one login; Keycloak makes one for each. */
    public IncidentRequiredAction(RecordedIncidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        if (isInteractive(context)) {
            try {
                incidents
                        .dueActions(
                                context.getRealm().getId(), context.getUser().getId())
                        .stream()
                        .filter(action -> canBeDone(action, context.getRealm()))
                        .forEach(action -> demand(action, context));
            } catch (StoreUnavailableException e) { // it stays due
                LOG.warn("Whether something is due at a login cannot be looked up", e);
            }
        }
    }

    /** By the address, and not by what the form says: whoever logs in could add a {@code grant_type} to it. */
    private static boolean isInteractive(RequiredActionContext context) {
        return !context.getUriInfo().getPath().contains(TOKEN_ENDPOINT);
    }

    /**
     * Whether the realm has that required action, enabled. One that nobody can do would stay with the user, and keep the user
     * from
     * logging in without a browser.
     */
    static boolean canBeDone(String action, RealmModel realm) {
        RequiredActionProviderModel registered = realm.getRequiredActionProviderByAlias(action);
        return registered != null && registered.isEnabled();
    }

    private void demand(String action, RequiredActionContext context) {
        String realmId = context.getRealm().getId();
        String userId = context.getUser().getId();
        try {
            context.getUser().addRequiredAction(action);
        } catch (ReadOnlyException e) {
            LOG.debugf(e, "User %s cannot be changed, and is asked in this login only", LogField.of(userId));
            context.getAuthenticationSession().addRequiredAction(action);
        }
        context.getSession().getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                try {
                    incidents.actionTaken(realmId, userId, action);
                } catch (StoreUnavailableException e) { // the user does it, and is asked once more
                    LOG.warn("That something was demanded at a login cannot be noted", e);
                }
            }

            @Override
            protected void rollbackImpl() {
                // it stays due
            }
        });
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        LoginFormsProvider form = context.form();
        latest(context).forEach(form::setAttribute);
        context.challenge(form.createForm("token-family-notice.ftl"));
    }

    /** The latest incident of the user, for the page; empty where nobody knows of one any more. */
    private Map<String, Object> latest(RequiredActionContext context) {
        Selection ofUser =
                Selection.matching(context.getRealm().getId(), context.getUser().getId(), null, null);
        try {
            List<ListedIncident> found = incidents.list(IncidentFilter.ofEnforced(ofUser), new Page(0, 1));
            return found.isEmpty()
                    ? Map.of()
                    : IncidentAttributes.of(
                            found.get(0),
                            context.getRealm(),
                            context.getSession().getContext().resolveLocale(context.getUser()));
        } catch (StoreUnavailableException e) { // the page says less
            LOG.warn("The incident that a user is told of cannot be looked up", e);
            return Map.of();
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        context.success();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
