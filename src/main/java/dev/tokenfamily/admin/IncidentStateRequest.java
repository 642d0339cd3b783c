package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.policy.RevocationScope;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which state an incident is to have, and what follows if that is {@code confirmed}.
 *
 * @param state that it is to have
 * @param expected the state in which the admin has seen it
 * @param repeats how many repeats the admin has seen; null where that is not said
 * @param revoke what ends; null for nothing
 * @param notifyUser whether the user is mailed, unless there was a mail about it before
 * @param requiredAction what the user has to do at the next interactive login, by its alias in the realm; null for nothing more
 * @param dryRun whether it is only to be told what would end
 */
record IncidentStateRequest(
        IncidentState state,
        IncidentState expected,
        @Nullable Integer repeats,
        @Nullable RevocationScope revoke,
        @JsonProperty("notify") boolean notifyUser,
        @Nullable String requiredAction,
        boolean dryRun) {

    /** The fields of the body. */
    static final Set<String> FIELDS =
            Set.of("state", "expected", "repeats", "revoke", "notify", "requiredAction", "dryRun");

    /** The text of {@link #revoke} for nothing. */
    static final String NOTHING = "none";

    /** Reads a body of JSON; 400 for anything else than these fields, 413 for more than 64 KiB. */
    static IncidentStateRequest read(InputStream stream) throws IOException {
        RequestBody body = RequestBody.read(stream, FIELDS);
        IncidentStateRequest request = new IncidentStateRequest(
                state(body, "state"),
                state(body, "expected"),
                body.count("repeats"),
                revoke(body.text("revoke")),
                body.flag("notify"),
                body.text("requiredAction"),
                body.flag("dryRun"));
        boolean more = request.revoke != null || request.notifyUser || request.requiredAction != null;
        if (more && request.state != IncidentState.CONFIRMED) {
            throw RequestBody.invalid("'revoke', 'notify' and 'requiredAction' need the state '%s'"
                    .formatted(IncidentState.CONFIRMED.text()));
        }
        return request;
    }

    private static IncidentState state(RequestBody body, String field) {
        @Nullable String text = body.text(field);
        return IncidentState.parse(text)
                .orElseThrow(() -> RequestBody.invalid(
                        text == null
                                ? "The field '%s' is missing".formatted(field)
                                : "The field '%s' is '%s'; it must be one of %s".formatted(field, text, states())));
    }

    private static List<String> states() {
        return Arrays.stream(IncidentState.values()).map(IncidentState::text).toList();
    }

    private static @Nullable RevocationScope revoke(@Nullable String text) {
        if (text == null || text.equals(NOTHING)) {
            return null;
        }
        Optional<RevocationScope> scope = Arrays.stream(RevocationScope.values())
                .filter(s -> s.text().equals(text))
                .findFirst();
        return scope.orElseThrow(() ->
                RequestBody.invalid("The field 'revoke' is '%s'; it must be one of %s".formatted(text, revocations())));
    }

    /** What can be asked to end; never empty. */
    static List<String> revocations() {
        return Stream.concat(
                        Stream.of(NOTHING),
                        Arrays.stream(RevocationScope.values()).map(RevocationScope::text))
                .toList();
    }
}
