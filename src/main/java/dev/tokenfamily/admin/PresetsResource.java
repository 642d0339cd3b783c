package dev.tokenfamily.admin;

import dev.tokenfamily.clientpolicy.Preset;
import dev.tokenfamily.clientpolicy.PresetCommands;
import dev.tokenfamily.clientpolicy.PresetCommands.Outcome;
import dev.tokenfamily.clientpolicy.PresetCommands.Run;
import dev.tokenfamily.clientpolicy.StaleListsException;
import dev.tokenfamily.policy.UnreadablePoliciesException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.services.ErrorResponse;

/**
 * {@code presets}: client policies to start from, turned on without replacing others (ADR 22). Reading needs {@code view-realm},
 * writing {@code manage-realm}, and from our console page a fresh login.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class PresetsResource {

    /** The parameters of a removal. */
    static final Set<String> REMOVAL = Set.of(QueryParameters.CLIENT, "version");

    /** The parameters of the form. */
    static final Set<String> FORM = Set.of("locale");

    private static final Logger LOG = Logger.getLogger(PresetsResource.class);

    private final AdminRequest admin;
    private final PresetCommands commands;
    private final PresetForm form;

    /** Serves one request of that admin. */
    public PresetsResource(AdminRequest admin, PresetCommands commands, PresetForm form) {
        this.admin = admin;
        this.commands = commands;
        this.form = form;
    }

    /** All presets, and how they stand in the realm. */
    @GET
    public List<PresetRepresentation> list(@Context UriInfo uri) {
        admin.permissions().realm().requireViewRealm();
        QueryParameters.requireNone(uri.getQueryParameters());
        return readable(() -> Preset.NAMES.stream().map(this::represented).toList());
    }

    private PresetRepresentation represented(String name) {
        Preset preset = preset(name);
        return PresetRepresentation.of(
                preset,
                commands.applied(preset).orElse(null),
                commands.clients(preset).stream()
                        .filter(client -> admin.permissions().clients().canView(client))
                        .map(ClientModel::getClientId)
                        .toList());
    }

    /** The form in which a policy is edited. */
    @GET
    @Path("form")
    public PresetFormRepresentation form(@Context UriInfo uri) {
        admin.permissions().realm().requireViewRealm();
        return form.in(new QueryParameters(uri.getQueryParameters(), FORM).text("locale"));
    }

    /** Turns a preset on, and puts clients under it; or tells what that would change. */
    @POST
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public PresetOutcomeRepresentation turnOn(@PathParam("name") String name, InputStream body) throws IOException {
        new PolicyWriter(admin).require();
        Preset preset = preset(name);
        PresetRequest request = PresetRequest.read(body);
        if (!request.clientIds().isEmpty()) {
            requireChoice(preset);
        }
        Collection<ClientModel> clients =
                request.clientIds().stream().map(admin::client).toList();
        Outcome outcome = readable(() -> commands.turnOn(
                preset, clients, request.configuration(), request.version(), request.dryRun() ? Run.DRY : Run.REAL));
        if (request.dryRun()) {
            admin.undo();
        }
        return answered(outcome, request.dryRun() ? null : OperationType.UPDATE);
    }

    /** Takes a client out of a preset; without one, turns the preset off. */
    @DELETE
    @Path("{name}")
    public PresetOutcomeRepresentation remove(@PathParam("name") String name, @Context UriInfo uri) {
        new PolicyWriter(admin).require();
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters(), REMOVAL);
        @Nullable String clientId = parameters.text(QueryParameters.CLIENT);
        @Nullable String version = parameters.text("version");
        Preset preset = preset(name);
        if (clientId == null) {
            return answered(readable(() -> commands.turnOff(preset, version)), OperationType.DELETE);
        }
        requireChoice(preset);
        ClientModel client = admin.client(clientId);
        return answered(readable(() -> commands.takeOut(preset, client, version)), OperationType.DELETE);
    }

    private PresetOutcomeRepresentation answered(Outcome outcome, @Nullable OperationType operation) {
        PresetOutcomeRepresentation answer = PresetOutcomeRepresentation.of(outcome);
        if (operation != null && !outcome.changes().isEmpty()) {
            admin.sendEvent(operation, answer);
        }
        return answer;
    }

    private static Preset preset(String name) {
        return Preset.named(name).orElseThrow(() -> new NotFoundException("Could not find preset"));
    }

    private static void requireChoice(Preset preset) {
        if (!preset.forChosenClients()) {
            throw ErrorResponse.error(
                    "The preset '%s' says itself which clients it is for, so that none can be named"
                            .formatted(preset.name()),
                    Response.Status.BAD_REQUEST);
        }
    }

    private static <T> T readable(Supplier<T> work) {
        try {
            return work.get();
        } catch (StaleListsException e) {
            throw ErrorResponse.error(e.getMessage(), Response.Status.CONFLICT);
        } catch (UnreadablePoliciesException e) {
            LOG.warn("A request of an admin could not be answered", e);
            throw ErrorResponse.error(e.getMessage(), Response.Status.CONFLICT);
        }
    }
}
