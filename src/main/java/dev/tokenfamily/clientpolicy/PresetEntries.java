package dev.tokenfamily.clientpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;
import org.keycloak.services.clientpolicy.condition.ClientRolesConditionFactory;
import org.keycloak.util.JsonSerialization;

/** The client profile and the client policy of a preset, within the lists of a realm. */
final class PresetEntries {

    /** The end of the description of whatever is ours. An admin who takes it away takes the entry over. */
    static final String MARK = " [token-family preset]";

    private final Preset preset;
    private final StoredLists lists;

    PresetEntries(Preset preset, StoredLists lists) {
        this.preset = preset;
        this.lists = lists;
    }

    /** The name of the profile, the policy, and the client roles of a preset. */
    static String nameOf(Preset preset) {
        return "token-family-" + preset.name();
    }

    /** Whether what has that description was made for a preset. */
    static boolean isOurs(@Nullable String description) {
        return description != null && description.endsWith(MARK);
    }

    String name() {
        return nameOf(preset);
    }

    /**
     * Adds both, or makes them what they should be.
     *
     * @param changed keys that are to differ from the preset's own; null to leave what is stored
     * @return one sentence for each change
     * @throws StaleListsException where an entry of that name is not ours
     * @throws org.keycloak.services.ErrorResponseException 400, for a configuration that is not valid
     */
    List<String> put(@Nullable Map<String, ?> changed) {
        List<String> changes = new ArrayList<>();
        Map<String, Object> wanted = configuration(changed == null ? Map.of() : changed);
        @Nullable ObjectNode profile = ours(lists.profiles(), "client profile");
        if (profile == null) {
            profile = lists.profiles().addObject();
            profile.put("name", name()).put("description", preset.description() + MARK);
            changes.add("The client profile '%s' is added: %s.".formatted(name(), listed(wanted)));
        }
        changes.addAll(configure(profile, wanted, changed != null));
        changes.addAll(putPolicy());
        return changes;
    }

    /** The preset's own keys and the changed ones, each with a value of its type; keys that are emptied have their default. */
    private Map<String, Object> configuration(Map<String, ?> changed) {
        Map<String, Object> given = new TreeMap<>(preset.configured());
        given.putAll(changed);
        given.values().removeIf(value -> value.toString().isBlank());
        JsonSerialization.mapper
                .convertValue(given, RotationExecutorConfiguration.class)
                .validateConfig();
        Map<String, Object> wanted = PolicyKey.configuration(PolicyParser.rule(given));
        wanted.keySet().retainAll(given.keySet());
        return wanted;
    }

    private static String listed(Map<String, Object> configuration) {
        return configuration.entrySet().stream()
                .map(key -> "'%s' is %s".formatted(key.getKey(), said(tree(key.getValue()))))
                .collect(Collectors.joining(", "));
    }

    /** What the profile configures, as it is stored; missing where there is no such profile yet, or it configures nothing. */
    JsonNode configured() {
        @Nullable ObjectNode profile = StoredLists.named(lists.profiles(), name());
        @Nullable ObjectNode executor = profile == null ? null : executor(profile.path("executors"));
        return executor == null ? MissingNode.getInstance() : executor.path("configuration");
    }

    /** The rule of that configuration; all defaults where it is not valid, as then those apply. */
    Rule rule(RealmModel realm) {
        return JsonSerialization.mapper
                .convertValue(configured(), RotationExecutorConfiguration.class)
                .ruleIn(realm);
    }

    private static @Nullable ObjectNode executor(JsonNode executors) {
        return StreamSupport.stream(executors.spliterator(), false)
                .filter(one -> one.path("executor").asText().equals(RotationExecutorFactory.ID))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static List<String> configure(ObjectNode profile, Map<String, Object> wanted, boolean replace) {
        ArrayNode executors = profile.withArray("executors");
        @Nullable ObjectNode executor = executor(executors);
        if (executor == null) {
            executors.addObject().put("executor", RotationExecutorFactory.ID).set("configuration", tree(wanted));
            return List.of();
        }
        JsonNode before = executor.path("configuration");
        List<String> changes = replace ? differences(before, tree(wanted)) : List.of();
        if (!changes.isEmpty()) {
            executor.set("configuration", tree(wanted));
        }
        return changes;
    }

    private static JsonNode tree(Object value) {
        return JsonSerialization.mapper.valueToTree(value);
    }

    private static List<String> differences(JsonNode before, JsonNode after) {
        Set<String> keys = new TreeSet<>();
        before.fieldNames().forEachRemaining(keys::add);
        after.fieldNames().forEachRemaining(keys::add);
        return keys.stream()
                .filter(key -> !text(before.path(key)).equals(text(after.path(key))))
                .map(key -> "'%s' becomes %s; it was %s.".formatted(key, said(after.path(key)), said(before.path(key))))
                .toList();
    }

    private static String said(JsonNode value) {
        return text(value).isEmpty() ? "its default" : "'" + text(value) + "'";
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining("', '"))
                : value.asText();
    }

    /** A policy for chosen clients comes last, so that it wins; one for all of a kind first, so that any other does. */
    private List<String> putPolicy() {
        @Nullable ObjectNode policy = ours(lists.policies(), "client policy");
        if (policy == null) {
            policy = preset.forChosenClients()
                    ? lists.policies().addObject()
                    : lists.policies().insertObject(0);
            policy.put("name", name()).put("description", who() + MARK).put("enabled", true);
            policy.withArray("conditions").add(condition());
            policy.withArray("profiles").add(name());
            return List.of("The client policy '%s' is added, as the %s in the list: %s"
                    .formatted(name(), preset.forChosenClients() ? "last" : "first", who()));
        }
        List<String> changes = new ArrayList<>();
        if (!policy.path("enabled").asBoolean()) {
            policy.put("enabled", true);
            changes.add("The client policy '%s' is enabled again.".formatted(name()));
        }
        if (!has(policy.withArray("conditions"), condition())) {
            policy.withArray("conditions").add(condition());
            changes.add("The client policy '%s' gets its condition back.".formatted(name()));
        }
        if (!has(policy.withArray("profiles"), tree(name()))) {
            policy.withArray("profiles").add(name());
            changes.add("The client policy '%s' gets its profile back.".formatted(name()));
        }
        return changes;
    }

    private String who() {
        return preset.forChosenClients()
                ? "Governs the clients that have a client role '%s'.".formatted(name())
                : "Governs all clients of the kind that its condition names.";
    }

    private JsonNode condition() {
        return preset.forChosenClients()
                ? tree(Map.of(
                        "condition",
                        ClientRolesConditionFactory.PROVIDER_ID,
                        "configuration",
                        Map.of("roles", List.of(name()))))
                : preset.condition();
    }

    /** Keycloak stores a condition with more members than it was given, so that only those count that we give. */
    private static boolean has(JsonNode list, JsonNode wanted) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(entry -> includes(entry, wanted));
    }

    private static boolean includes(JsonNode entry, JsonNode wanted) {
        if (!wanted.isObject()) {
            return entry.equals(wanted);
        }
        return entry.isObject()
                && wanted.properties().stream()
                        .allMatch(member -> includes(entry.path(member.getKey()), member.getValue()));
    }

    /**
     * Takes both away.
     *
     * @return one sentence for each that was there
     * @throws StaleListsException where an entry of that name is not ours, or another policy uses the profile
     */
    List<String> remove() {
        List<String> changes = new ArrayList<>();
        if (ours(lists.policies(), "client policy") != null) {
            lists.policies().removeIf(this::isNamed);
            changes.add("The client policy '%s' is removed.".formatted(name()));
        }
        if (ours(lists.profiles(), "client profile") != null) {
            requireUnused();
            lists.profiles().removeIf(this::isNamed);
            changes.add("The client profile '%s' is removed.".formatted(name()));
        }
        return changes;
    }

    private void requireUnused() {
        for (JsonNode policy : lists.policies()) {
            if (has(policy.path("profiles"), tree(name()))) {
                throw new StaleListsException("The client policy '%s' uses the client profile '%s' too"
                        .formatted(policy.path("name").asText(), name()));
            }
        }
    }

    private boolean isNamed(JsonNode entry) {
        return entry.path("name").asText().equals(name());
    }

    private @Nullable ObjectNode ours(ArrayNode list, String kind) {
        @Nullable ObjectNode entry = StoredLists.named(list, name());
        if (entry != null && !isOurs(entry.path("description").asText())) {
            throw new StaleListsException(
                    "The %s '%s' was not made by this command, or its description was changed, so it is left alone: rename it"
                            .formatted(kind, name()));
        }
        return entry;
    }
}
