package dev.tokenfamily.policy;

import dev.tokenfamily.policy.ValueType.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names as somebody saved them: a list, as JSON has it and Keycloak's console sends it; or one text, with Keycloak's own delimiter. */
final class NameList {

    /** Between names in one text, as Keycloak stores some ({@code Constants.CFG_DELIMITER}). */
    private static final String DELIMITER = "##";

    /** A list of texts as JSON has it, with nothing around it. */
    private static final Pattern JSON = Pattern.compile("\\[\\s*(\".*\"\\s*)?]", Pattern.DOTALL);

    private NameList() {}

    /**
     * Whether it is JSON in a text, as tools send it that know texts only. Taken for a name, it would be one that nobody has, and
     * the policy would govern nobody.
     */
    static boolean isJsonInAText(@Nullable Object value) {
        return value instanceof String text && JSON.matcher(text.strip()).matches();
    }

    /** The names, each once; empty where it is no list, or one that is not allowed. */
    static Optional<List<String>> read(@Nullable Object value, Names allowed) {
        Collection<?> given = List.of();
        if (value instanceof String text) {
            given = Arrays.asList(text.split(DELIMITER, -1));
        } else if (value instanceof Collection<?> several) {
            given = several;
        } else if (value != null) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (@Nullable Object one : given) {
            if (!(one instanceof String name) || isJsonInAText(name)) {
                return Optional.empty();
            }
            if (!name.isBlank() && !names.contains(name.strip())) { // a form sends the field that nobody filled in
                names.add(name.strip());
            }
        }
        boolean allowable = names.size() <= Names.MOST && names.stream().allMatch(allowed::allows);
        return allowable ? Optional.of(names) : Optional.empty();
    }
}
