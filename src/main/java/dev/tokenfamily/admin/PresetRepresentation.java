package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.clientpolicy.Preset;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A preset, and how it stands in the realm.
 *
 * @param forChosenClients whether it governs the clients that are put under it; else all of a kind
 * @param configuration of the preset itself, defaults included
 * @param applied the configuration that is stored in the realm, defaults included; null where the preset is not on
 * @param clientIds of the clients that have been put under it, as far as the admin may see them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PresetRepresentation(
        String name,
        String description,
        boolean forChosenClients,
        Map<String, Object> configuration,
        @Nullable Map<String, Object> applied,
        List<String> clientIds) {

    static PresetRepresentation of(Preset preset, @Nullable Rule applied, List<String> clientIds) {
        return new PresetRepresentation(
                preset.name(),
                preset.description(),
                preset.forChosenClients(),
                preset.configuration(),
                applied == null ? null : PolicyKey.configuration(applied),
                clientIds);
    }
}
