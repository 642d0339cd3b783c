package dev.tokenfamily.admin;

import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.FamilyQueries.Page;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.Constants;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;

/** The query of a request. What is wrong with it is answered with 400, and the name of the parameter. */
final class QueryParameters {

    /** More are not given at once, whatever is asked for. */
    static final int LARGEST_PAGE = 1000;

    /** The parameter that names a user, by the id. */
    static final String USER = "userId";

    /** The parameter that names a client, by the {@code client_id}. */
    static final String CLIENT = "clientId";

    /** The parameter that names a user session. */
    static final String SESSION = "sessionId";

    /** The parameter that names a token family. */
    static final String FAMILY = "familyId";

    /** How many of a list are skipped. */
    static final String FIRST = "first";

    /** How many of a list are wanted at most. */
    static final String MAX = "max";

    /** The parameter that says how many entries are looked at, the newest first. */
    static final String NEWEST = "newest";

    /** What is limited looks at no more, and counts no more. */
    static final int HIGHEST_LIMIT = 10_000;

    private final MultivaluedMap<String, String> given;

    /** Accepts no other names than the known ones, and each once: a misspelt filter would list everybody. */
    QueryParameters(MultivaluedMap<String, String> given, Set<String> known) {
        this.given = given;
        for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
            String name = parameter.getKey();
            if (!known.contains(name)) {
                throw invalid("Unknown parameter '%s'; known are %s".formatted(name, new TreeSet<>(known)));
            }
            if (parameter.getValue().size() > 1) {
                throw invalid("The parameter '%s' is given more than once".formatted(name));
            }
        }
    }

    /** Refuses whoever asks for something where nothing can be chosen. */
    static void requireNone(MultivaluedMap<String, String> given) {
        if (!given.isEmpty()) {
            throw invalid("No parameters are known here, and '%s' is given"
                    .formatted(given.keySet().iterator().next()));
        }
    }

    /** The value of a parameter; null where it is not given. */
    @Nullable
    String text(String name) {
        String value = given.getFirst(name);
        if (value != null && value.isBlank()) {
            throw invalid("The parameter '%s' is empty".formatted(name));
        }
        if (value != null && value.chars().anyMatch(Character::isISOControl)) { // PostgreSQL fails if asked for U+0000
            throw invalid("The parameter '%s' has a control character".formatted(name));
        }
        return value;
    }

    /** The value of a parameter that is an IP literal, or {@link Address#UNKNOWN}; null where it is not given. */
    @Nullable
    String address(String name) {
        String value = text(name);
        if (value != null && !Address.of(value).equals(value)) {
            throw invalid("The parameter '%s' is '%s'; it must be an IP address, or '%s'"
                    .formatted(name, value, Address.UNKNOWN));
        }
        return value;
    }

    /** Whether the value of a parameter is {@code yes}, or else {@code no}; null where it is not given. */
    @Nullable
    Boolean either(String name, String yes, String no) {
        String value = text(name);
        if (value != null && !value.equals(yes) && !value.equals(no)) {
            throw invalid("The parameter '%s' is '%s'; it must be '%s' or '%s'".formatted(name, value, yes, no));
        }
        return value == null ? null : Boolean.valueOf(value.equals(yes));
    }

    /** What {@code first} and {@code max} ask for: by default from 0, and as many as Keycloak's own lists have. */
    Page page() {
        return new Page(
                number(FIRST, 0, 0, Integer.MAX_VALUE),
                Math.min(LARGEST_PAGE, number(MAX, Constants.DEFAULT_MAX_RESULTS, 0, Integer.MAX_VALUE)));
    }

    /** The value of a parameter that limits how much is looked at, or counted; null where it is not given. */
    @Nullable
    Integer limit(String name) {
        return text(name) == null ? null : Integer.valueOf(number(name, 0, 1, HIGHEST_LIMIT));
    }

    /**
     * The value of a parameter that is a whole number.
     *
     * @param absent the value where it is not given
     * @param least it may be, 0 or more
     * @param most it may be
     */
    int number(String name, int absent, int least, int most) {
        String value = text(name);
        if (value == null) {
            return absent;
        }
        long number = value.matches("[0-9]{1,10}") ? Long.parseLong(value) : -1;
        if (number >= least && number <= most) {
            return (int) number;
        }
        throw invalid(
                "The parameter '%s' is '%s'; it must be an integer from %d to %d".formatted(name, value, least, most));
    }

    /** The answer to a query that is wrong: 400, with that message. */
    static ErrorResponseException invalid(String message) {
        return ErrorResponse.error(message, Response.Status.BAD_REQUEST);
    }
}
