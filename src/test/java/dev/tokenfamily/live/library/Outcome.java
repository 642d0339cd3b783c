package dev.tokenfamily.live.library;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an application got for a call.
 *
 * @param shown what the library showed its developer, the class of an error and its message; empty where the call was served
 */
record Outcome(String shown) {

    static final Outcome SERVED = new Outcome("");

    private static final int LONGEST = 160;

    /** Without what is another in each run. */
    static Outcome failed(String shown) {
        String told = shown.strip()
                .replaceAll("\\s+", " ")
                .replace("\t", " ")
                .replaceAll("(?<=/realms/)[^/\\s]+", "…")
                .replaceAll("(?<=127\\.0\\.0\\.1:|localhost:)\\d+", "…")
                .replaceAll("[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]+", "…");
        if (told.isEmpty()) {
            throw new IllegalArgumentException("A failure that nobody is told of");
        }
        return new Outcome(told.length() > LONGEST ? told.substring(0, LONGEST) + "…" : told);
    }

    /** What a script says: {@code shown} where the call was not served. */
    static Outcome of(JsonNode result) {
        JsonNode shown = result.path("shown");
        return shown.isTextual() ? failed(shown.asText()) : SERVED;
    }

    boolean served() {
        return shown.isEmpty();
    }
}
