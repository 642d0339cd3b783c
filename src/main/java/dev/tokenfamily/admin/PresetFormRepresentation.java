package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a policy is edited.
 *
 * @param groups in the order of their importance
 */
public record PresetFormRepresentation(List<FormGroup> groups) {

    /**
     * Keys that belong together.
     *
     * @param name fixed, for programs
     */
    public record FormGroup(String name, List<FormKey> keys) {}

    /**
     * One key of the configuration.
     *
     * @param type {@code choice}, {@code number}, {@code boolean}, or {@code names} for a list of texts
     * @param options of a choice, of which one is the default; null for other types
     * @param min of a number; null for other types
     * @param max of a number; null for other types
     * @param label in the language that was asked for, or else in English
     * @param help what the key means, in the same language
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FormKey(
            String key,
            String type,
            @Nullable List<String> options,
            @Nullable Long min,
            @Nullable Long max,
            String defaultValue,
            String label,
            String help) {}
}
