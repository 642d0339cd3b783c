package dev.tokenfamily.webhook;

import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, as classes and activities of the Open Cybersecurity Schema Framework (OCSF) {@value #VERSION}. The numbers and
 * captions are the schema's.
 */
enum OcsfActivity {
    /** A finding was first generated. */
    FINDING_CREATED(2, "Findings", 2004, "Detection Finding", 1, "Create"),
    /** A finding was modified. */
    FINDING_UPDATED(2, "Findings", 2004, "Detection Finding", 2, "Update"),
    /** A finding was resolved or dismissed. */
    FINDING_CLOSED(2, "Findings", 2004, "Detection Finding", 3, "Close"),
    /** A logon session was terminated. */
    LOGOFF(3, "Identity & Access Management", 3002, "Authentication", 2, "Logoff");

    /** The newest release of the schema when this was written. */
    static final String VERSION = "1.8.0";

    /** Where the schema describes a class. */
    private static final String CLASSES = "https://schema.ocsf.io/" + VERSION + "/classes/";

    private static final String PRODUCT = "keycloak-token-family";

    private static final int TYPES_OF_A_CLASS = 100;

    private final int categoryUid;
    private final String category;
    private final int classUid;
    private final String className;
    private final int activityId;
    private final String activity;

    OcsfActivity(int categoryUid, String category, int classUid, String className, int activityId, String activity) {
        this.categoryUid = categoryUid;
        this.category = category;
        this.classUid = classUid;
        this.className = className;
        this.activityId = activityId;
        this.activity = activity;
    }

    /** How bad something is, with the schema's {@code severity_id}. */
    enum Severity {
        /** Nothing is to be done. */
        INFORMATIONAL(1, "Informational"),
        /** Worth a look some day. */
        LOW(2, "Low"),
        /** To be looked at. */
        MEDIUM(3, "Medium"),
        /** To be looked at now. */
        HIGH(4, "High");

        private final int id;
        private final String caption;

        Severity(int id, String caption) {
            this.id = id;
            this.caption = caption;
        }
    }

    /** Where the schema of its class is. */
    String schema() {
        return CLASSES + className.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /**
     * An event with what every event of OCSF has, to which the rest is put.
     *
     * @param time epoch milliseconds
     * @param code our word for what happened
     */
    Map<String, Object> event(Severity severity, long time, String message, String code, String realmName) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("category_uid", categoryUid);
        event.put("category_name", category);
        event.put("class_uid", classUid);
        event.put("class_name", className);
        event.put("activity_id", activityId);
        event.put("activity_name", activity);
        event.put("type_uid", classUid * TYPES_OF_A_CLASS + activityId);
        event.put("type_name", className + ": " + activity);
        event.put("severity_id", severity.id);
        event.put("severity", severity.caption);
        event.put("time", time);
        event.put("message", message);
        event.put("metadata", metadata(code, realmName));
        return event;
    }

    private Map<String, Object> metadata(String code, String realmName) {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("name", PRODUCT);
        product.put("vendor_name", PRODUCT);
        put(product, "version", OcsfActivity.class.getPackage().getImplementationVersion());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("version", VERSION);
        metadata.put("product", product);
        if (this != LOGOFF) {
            metadata.put("profiles", List.of("incident")); // which has the verdict
        }
        metadata.put("event_code", code);
        metadata.put("tenant_uid", realmName);
        return metadata;
    }

    /** A user, who may be gone by now. */
    static Map<String, Object> user(String id) {
        return Map.of("uid", id, "type_id", 1, "type", "User");
    }

    /** Where a request came from; null where nobody knows. */
    static @Nullable Map<String, Object> endpoint(@Nullable Origin origin) {
        return origin == null || origin.address().equals(Address.UNKNOWN) ? null : Map.of("ip", origin.address());
    }

    /** Puts a value there, unless it is null. */
    static void put(Map<String, Object> object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
