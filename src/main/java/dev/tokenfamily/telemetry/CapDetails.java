package dev.tokenfamily.telemetry;

import dev.tokenfamily.detection.Capped;
import java.util.function.BiConsumer;

/** Writes into the details of the {@code REFRESH_TOKEN} event that its user has too many families. */
public final class CapDetails {

    private static final String CAPPED = "token_family_capped";
    private static final String ENFORCEMENT = "token_family_enforcement";

    private CapDetails() {}

    /**
     * Adds the details.
     *
     * @param addition adds a detail by its name
     */
    public static void write(Capped capped, BiConsumer<String, String> addition) {
        if (capped.beyond() > 0) {
            addition.accept(CAPPED, Integer.toString(capped.beyond()));
            addition.accept(
                    ENFORCEMENT, capped.by().policy().reaction().enforcement().text());
        }
    }
}
