package dev.tokenfamily.admin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a preset is to be turned on.
 *
 * @param clientIds of the clients to put under it, by {@code client_id}; perhaps none
 * @param configuration keys that are to differ from the preset's own; null to leave what is stored
 * @param dryRun whether only to tell what would change
 * @param version of the realm's client policies that the admin has seen; null for any
 */
record PresetRequest(
        List<String> clientIds,
        @Nullable Map<String, ?> configuration,
        boolean dryRun,
        @Nullable String version) {

    /** The fields of the body. */
    static final Set<String> FIELDS = Set.of("clientIds", "configuration", "dryRun", "version");

    /** Reads a body of JSON; 400 for anything else than these fields, 413 for more than 64 KiB. */
    static PresetRequest read(InputStream body) throws IOException {
        RequestBody given = RequestBody.read(body, FIELDS);
        return new PresetRequest(
                List.copyOf(given.texts("clientIds")),
                given.values("configuration"),
                given.flag("dryRun"),
                given.text("version"));
    }
}
