package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.admin.PolicyRepresentation.MatchRepresentation;
import dev.tokenfamily.policy.PolicyReport;
import dev.tokenfamily.policy.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;

/**
 * A client, as a list shows it.
 *
 * @param clientId the {@code client_id}
 * @param name as the client is shown to users; null where it has none
 * @param enabled whether it may be used at all
 * @param dependsOnRequest whether a condition can be decided by a request only
 * @param dependsOnUser whether the user decides which policy governs, or whether one does; then {@code why} says whom each governs
 * @param effective what governs it; null where nothing does, whatever the request
 * @param why sentences that say which client policies apply, and why
 * @param warnings what is unsafe, and what to do about it
 * @param report what was counted; null where the admin may not see that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListedClient(
        String clientId,
        @Nullable String name,
        boolean enabled,
        boolean dependsOnRequest,
        boolean dependsOnUser,
        @Nullable MatchRepresentation effective,
        List<String> why,
        List<Advice> warnings,
        @Nullable ShortReport report) {

    /**
     * Something unsafe, and what to do about it.
     *
     * @param id of the warning, fixed, for programs
     * @param text what is unsafe
     * @param remedy what to do
     */
    public record Advice(String id, String text, String remedy) {

        private static Advice of(Warning warning) {
            return new Advice(warning.id(), warning.message(), warning.remedy());
        }
    }

    static ListedClient of(ClientModel client, PolicyReport policy, @Nullable ShortReport report) {
        @Nullable String name = client.getName();
        return new ListedClient(
                client.getClientId(),
                name == null || name.isBlank() ? null : name,
                client.isEnabled(),
                policy.effective().dependsOnRequest(),
                policy.effective().dependsOnUser(),
                policy.effective().certain().map(MatchRepresentation::of).orElse(null),
                policy.effective().why(),
                policy.warnings().stream().map(Advice::of).toList(),
                report);
    }
}
