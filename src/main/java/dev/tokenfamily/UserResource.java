package dev.tokenfamily;

import dev.tokenfamily.clientpolicy.PolicyReports;
import dev.tokenfamily.ending.RequestOrigin;
import dev.tokenfamily.family.FamilyQueries.FamilyFilter;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.notice.AnswerResource;
import dev.tokenfamily.notice.AnsweredResource;
import dev.tokenfamily.notice.Answers;
import dev.tokenfamily.page.PageFiles;
import dev.tokenfamily.page.PageResource;
import dev.tokenfamily.policy.Lifetimes;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.UnreadablePoliciesException;
import dev.tokenfamily.selfservice.OwnClient;
import dev.tokenfamily.selfservice.OwnPage;
import dev.tokenfamily.selfservice.SelfService;
import dev.tokenfamily.selfservice.SignInEnds;
import dev.tokenfamily.session.SessionTakedown;
import dev.tokenfamily.takedown.FamilySweep;
import dev.tokenfamily.takedown.FamilyTakedown;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** {@code /realms/{realm}/token-family}: all of ours that the users of a realm can reach. */
public final class UserResource {

    private static final Logger LOG = Logger.getLogger(UserResource.class);

    private final KeycloakSession session;
    private final Extension extension;
    private final PageFiles files;

    /** A resource for one request, whose realm is in the session's context. */
    UserResource(KeycloakSession session, Extension extension, PageFiles files) {
        this.session = session;
        this.extension = extension;
        this.files = files;
    }

    /** The pages behind the links in mails. */
    @Path(AnswerResource.PATH)
    public AnswerResource answer() {
        return new AnswerResource(session, extension.incidents(), answers());
    }

    /** The pages after them. */
    @Path(AnsweredResource.PATH)
    public AnsweredResource answered() {
        return new AnsweredResource(session);
    }

    /** What users see of their own sign-ins, and what they change. */
    @Path("mine")
    public Object mine() {
        return extension
                .selfService()
                .resource(
                        session,
                        new SelfService.Means(
                                extension.familyQueries(),
                                extension.incidents(),
                                extension.familyNames(),
                                answers(),
                                ends(),
                                lifetimes(),
                                extension::tell));
    }

    /** The page on which users do that; not there where the realm has no self-service. */
    @Path(OwnClient.PATH)
    public PageResource page() {
        if (!extension.selfService().isOn(session.getContext().getRealm())) {
            throw new NotFoundException();
        }
        return new PageResource(session, OwnPage.served(), files);
    }

    private Answers answers() {
        return new Answers(extension.incidents(), AnswerConsequences.of(session, extension));
    }

    private BiFunction<ClientModel, UserModel, Lifetimes> lifetimes() {
        PolicyReports policies = new PolicyReports(session);
        Map<ClientModel, Lifetimes> known = new HashMap<>(); // one user calls, and has many families at few clients
        return (client, user) -> known.computeIfAbsent(client, each -> lifetimes(each, user, policies));
    }

    private static Lifetimes lifetimes(ClientModel client, UserModel user, PolicyReports policies) {
        try {
            return policies.report(client)
                    .effective()
                    .forUser(policies.whether(client.getRealm(), user))
                    .advised()
                    .orElse(Policy.UNGOVERNED)
                    .lifetimes();
        } catch (UnreadablePoliciesException e) { // the list says less
            LOG.warnf(e, "For how long families of client %s can live is not known", LogField.of(client.getId()));
            return Policy.UNGOVERNED.lifetimes();
        }
    }

    private SignInEnds ends() {
        FamilyStore store = extension.families();
        SessionTakedown sessions = extension.sessionTakedown();
        FamilySweep sweep = new FamilySweep(store, extension.revokedFamilies(session));
        Consumer<Reach> ended = reach -> extension
                .history()
                .record(new End(
                        Time.currentTimeMillis(),
                        Cause.SELF_SERVICE,
                        reach,
                        Actor.user(reach.realmId(), reach.userId()),
                        RequestOrigin.of(session),
                        null,
                        null));
        return new SignInEnds(
                extension.familyQueries(),
                sweep,
                new FamilyTakedown(
                        RevocationReason.SELF_SERVICE,
                        store,
                        sweep,
                        selection -> (int) extension.familyQueries().count(new FamilyFilter(selection, false)),
                        extension.clientSessions()::count,
                        sessions,
                        sessions::endSessions,
                        ended),
                sessions::endSessions,
                ended);
    }
}
