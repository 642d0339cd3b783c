package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.OriginChanged;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.notice.OneReuse;
import dev.tokenfamily.policy.PolicyParser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What events and metrics say of a head that is used in a new place. */
final class NewPlaceTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static Finding finding(Verdict verdict, String change) {
        Family row = OneReuse.row();
        PresentedToken head = new PresentedToken(
                row.id(), row.generation(), row.start(), row.head().since(), 1, null, null, row.owner());
        return new Finding(
                verdict,
                head,
                new Reading(row, row.lastUse().at(), 0),
                new Presentation(new Origin("203.0.113.9", "curl/8.5.0"), false, null),
                PolicyParser.parse(Map.of("on-origin-change", change, "revocation-scope", "user")),
                1,
                true);
    }

    @Test
    void givenARotationThenTheEventSaysWhatHasChanged() {
        assertThat(VerdictDetails.of(finding(new Verdict.Rotate(), "event")))
                .containsEntry("token_family_verdict", "rotate")
                .containsEntry("token_family_origin_change", "address+user-agent")
                .doesNotContainKeys("token_family_reuse", "token_family_revocation_scope");
    }

    @Test
    void givenNoPlacesAreComparedThenTheEventIsAsItWas() {
        assertThat(VerdictDetails.of(finding(new Verdict.Rotate(), "none")))
                .doesNotContainKey("token_family_origin_change");
        assertThat(VerdictDetails.of(finding(new Verdict.Keep(), "event")))
                .doesNotContainKey("token_family_origin_change");
    }

    @Test
    void givenALoginIsRequiredThenTheScopeIsTheFamilyWhateverThatOfReusesIs() {
        assertThat(VerdictDetails.of(finding(new OriginChanged(OriginChange.ADDRESS), "require-login")))
                .containsEntry("token_family_verdict", "origin_changed")
                .containsEntry("token_family_revocation_scope", "family")
                .containsEntry("token_family_enforcement", "enforce")
                .doesNotContainKeys("token_family_reuse", "token_family_revocation_widened");
    }

    @Test
    void whenCountedThenByWhatHasChangedAndNotAsAReuse() {
        FamilyMeters meters = new FamilyMeters(registry, new ClientTags(0));
        meters.refreshed(finding(new Verdict.Rotate(), "notify"), "acme", "app");
        meters.refreshed(finding(new OriginChanged(OriginChange.ADDRESS), "require-login"), "acme", "app");
        meters.refreshed(finding(new Verdict.Rotate(), "none"), "acme", "app");
        assertThat(registry.get("keycloak.token.family.origin.changes")
                        .tags("realm", "acme", "change", "address+user-agent")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.find("keycloak.token.family.revocations")
                        .tag("verdict", "reuse")
                        .counter())
                .isNull();
    }
}
