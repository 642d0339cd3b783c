package dev.tokenfamily.live;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where figures come from. */
final class Machine {

    private Machine() {}

    static Map<String, String> describe() {
        Map<String, String> description = new LinkedHashMap<>();
        description.put("Keycloak", System.getProperty("keycloak.server.version", "unknown"));
        description.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        description.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        description.put(
                "cores, shared by server, database and load",
                String.valueOf(Runtime.getRuntime().availableProcessors()));
        return description;
    }
}
