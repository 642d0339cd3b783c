package dev.tokenfamily.clientpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.clientpolicy.SharedConfiguration.Others;
import dev.tokenfamily.policy.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/**
 * Turns presets on and off in a realm. Each has one client profile and one client policy of its own, and a client role of the same
 * name for each client that is put under it; nothing else is touched (ADR 22).
 */
public final class PresetCommands {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Predicate<ClientModel> named;

    /**
     * Works in the transaction of that session, which whoever calls may roll back.
     *
     * @param named which clients may be named that the command does not name itself
     */
    public PresetCommands(KeycloakSession session, RealmModel realm, Predicate<ClientModel> named) {
        this.session = session;
        this.realm = realm;
        this.named = named;
    }

    /**
     * What a command did.
     *
     * @param version of the lists afterwards, or as they were found where the command will be rolled back
     * @param name of the client profile, the client policy and the client roles
     * @param changes one sentence each, in English; none where all was so already
     * @param warnings what is not as the admin may expect nevertheless
     */
    public record Outcome(String version, String name, List<String> changes, List<String> warnings) {

        /** Takes copies of the lists, so that they never change. */
        public Outcome {
            changes = List.copyOf(changes);
            warnings = List.copyOf(warnings);
        }
    }

    /** Which version of the lists an outcome names. */
    public enum Run {
        /** The transaction will be rolled back: the version that was found. */
        DRY,
        /** It will be committed: the version that is there then. */
        REAL
    }

    /**
     * Turns a preset on, and puts clients under it.
     *
     * @param clients to be put under it; none where it says itself which it is for
     * @param changed keys that are to differ from the preset's own; null to leave the configuration as it is stored, if it is
     * @param version that the admin has seen; null for any
     * @throws StaleListsException where the lists are of another version, or have an entry of that name which is not ours
     * @throws org.keycloak.services.ErrorResponseException 400, for a configuration that is not valid
     */
    public Outcome turnOn(
            Preset preset,
            Collection<ClientModel> clients,
            @Nullable Map<String, ?> changed,
            @Nullable String version,
            Run run) {
        StoredLists lists = StoredLists.locked(session, realm);
        String found = lists.version();
        requireVersion(version, found);
        PresetEntries entries = new PresetEntries(preset, lists);
        JsonNode before = entries.configured();
        List<String> changes = new ArrayList<>(entries.put(changed));
        if (!changes.isEmpty()) {
            lists.store();
        }
        List<String> joining = new ArrayList<>();
        for (ClientModel client : clients) {
            if (client.getRole(entries.name()) == null) {
                RoleModel role = client.addRole(entries.name());
                joining.add(client.getClientId());
                role.setDescription("Puts this client under the client policy of the same name." + PresetEntries.MARK);
                changes.add("The client '%s' gets the client role '%s', by which the policy governs it."
                        .formatted(client.getClientId(), entries.name()));
            }
        }
        SharedConfiguration shared = new SharedConfiguration(
                preset,
                entries.name(),
                entries.rule(realm),
                !before.isMissingNode() && !before.equals(entries.configured()),
                changed == null ? joining : List.of());
        List<String> warnings = new ArrayList<>(shared.warnings(() -> others(preset, clients)));
        for (ClientModel client : clients) {
            warnings.addAll(PresetWarnings.of(new PolicyReports(session).report(client), client, entries.name()));
        }
        return outcome(run, found, lists, entries, changes, warnings);
    }

    private Others others(Preset preset, Collection<ClientModel> clients) {
        Set<String> given = clients.stream().map(ClientModel::getId).collect(Collectors.toSet());
        List<ClientModel> others = clients(preset).stream()
                .filter(client -> !given.contains(client.getId()))
                .toList();
        List<String> names = others.stream()
                .filter(named)
                .map(ClientModel::getClientId)
                .sorted()
                .toList();
        return new Others(names, others.size() - names.size());
    }

    private static void requireVersion(@Nullable String seen, String found) {
        if (seen != null && !seen.equals(found)) {
            throw new StaleListsException(
                    "The client policies of the realm have been changed since version '%s'; they are".formatted(seen)
                            + " of version '%s' now. Nothing was written. Look at a new dry run".formatted(found));
        }
    }

    private static Outcome outcome(
            Run run,
            String found,
            StoredLists lists,
            PresetEntries entries,
            List<String> changes,
            List<String> warnings) {
        return new Outcome(run == Run.DRY ? found : lists.version(), entries.name(), changes, warnings);
    }

    /**
     * Takes a client out of a preset that is for chosen clients.
     *
     * @param version that the admin has seen; null for any
     * @throws StaleListsException where the lists are of another version, or it has a role of that name which is not ours
     */
    public Outcome takeOut(Preset preset, ClientModel client, @Nullable String version) {
        StoredLists lists = StoredLists.locked(session, realm);
        requireVersion(version, lists.version());
        PresetEntries entries = new PresetEntries(preset, lists);
        @Nullable RoleModel role = client.getRole(entries.name());
        List<String> changes = new ArrayList<>();
        if (role != null) {
            requireOurs(role, client);
            client.removeRole(role);
            changes.add("The client '%s' loses the client role '%s': the policy governs it no more."
                    .formatted(client.getClientId(), entries.name()));
        }
        return outcome(Run.REAL, "", lists, entries, changes, List.of());
    }

    private static void requireOurs(RoleModel role, ClientModel client) {
        if (!PresetEntries.isOurs(role.getDescription())) {
            throw new StaleListsException(
                    "The client role '%s' of '%s' was not made by this command, or its description was changed"
                            .formatted(role.getName(), client.getClientId()));
        }
    }

    /**
     * Turns a preset off: its policy, its profile and the roles of its clients go.
     *
     * @param version that the admin has seen; null for any
     * @throws StaleListsException where the lists are of another version, an entry of that name is not ours, or another policy
     *     uses the profile
     */
    public Outcome turnOff(Preset preset, @Nullable String version) {
        StoredLists lists = StoredLists.locked(session, realm);
        requireVersion(version, lists.version());
        PresetEntries entries = new PresetEntries(preset, lists);
        List<String> changes = new ArrayList<>(entries.remove());
        if (!changes.isEmpty()) {
            lists.store();
        }
        for (ClientModel client : clients(preset)) {
            @Nullable RoleModel role = client.getRole(entries.name());
            if (role != null && PresetEntries.isOurs(role.getDescription())) {
                client.removeRole(role);
                changes.add(
                        "The client '%s' loses the client role '%s'.".formatted(client.getClientId(), entries.name()));
            }
        }
        return outcome(Run.REAL, "", lists, entries, changes, List.of());
    }

    /** The clients that are under a preset for chosen clients, whether or not it is on. */
    public List<ClientModel> clients(Preset preset) {
        String role = PresetEntries.nameOf(preset);
        try (Stream<RoleModel> roles =
                session.roles().searchForClientRolesStream(realm, role, Stream.empty(), null, null)) {
            return roles.filter(found -> found.getName().equals(role))
                    .map(found -> realm.getClientById(found.getContainerId()))
                    .toList();
        }
    }

    /**
     * The rule of a preset as it is on in the realm; empty where it is not.
     *
     * @throws dev.tokenfamily.policy.UnreadablePoliciesException where the lists cannot be read
     */
    public Optional<Rule> applied(Preset preset) {
        return ClientPolicies.of(session, realm).appliedBy(PresetEntries.nameOf(preset));
    }
}
