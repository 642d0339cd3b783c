package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.HERE;
import static dev.tokenfamily.detection.Rig.OWNER;
import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.token;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static dev.tokenfamily.incident.ReuseKind.STALE_LINEAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.Incident;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever ends a family among his own sign-ins has looked for no copy of its tokens, and whoever logs in so often that it is one too many
 * has not either. One that comes is an incident (ADR 27, ADR 31).
 */
final class EndedByUserTest {

    private final Rig rig = new Rig();
    private final PresentedToken login = rig.login();
    private final PresentedToken second = token(rig.granted(login, STRICT));
    private final PresentedToken head = token(rig.granted(second, STRICT));

    private void end(RevocationReason reason) {
        rig.store.pass(60);
        rig.store.revoke(OWNER, "family", reason);
    }

    @ParameterizedTest
    @EnumSource(names = {"SELF_SERVICE", "CAP"})
    void whenASupersededTokenComesThenItIsReportedOnceAndCountedThen(RevocationReason reason) {
        end(reason);

        Finding first = rig.examine(login, STRICT);
        assertThat(first.verdict()).isEqualTo(new Revoked(STALE_LINEAGE));
        assertThat(first.refused()).isTrue();
        assertThat(first.incident()).isTrue();
        assertThat(first.incidentId()).isNotNull();
        Finding again = rig.examine(login, STRICT);
        assertThat(again.incident()).isFalse();
        assertThat(again.incidentId()).isEqualTo(first.incidentId());

        assertThat(rig.store.incidents()).hasSize(1);
        Incident incident = rig.store.incidents().get(0);
        assertThat(incident.kind()).isEqualTo(STALE_LINEAGE.text());
        assertThat(incident.enforced()).as("nothing was revoked for it").isFalse();
        assertThat(rig.row().revocation()).isEqualTo(reason);
        assertThat(rig.takedown.calls()).isEmpty();
    }

    @Test
    void whenThePredecessorComesThenItsKindSaysSo() {
        end(RevocationReason.SELF_SERVICE);
        assertThat(rig.examine(second, STRICT).verdict()).isEqualTo(new Revoked(RECENT_PREDECESSOR));
    }

    @ParameterizedTest
    @EnumSource(names = {"SELF_SERVICE", "CAP"})
    void whenTheNewestTokenComesThenNothingIsReported(RevocationReason reason) {
        end(reason);
        assertThat(rig.refused(head, STRICT)).isEqualTo(new Revoked());
        assertThat(rig.store.incidents()).isEmpty();
    }

    @Test
    void whenATokenComesWithinItsGracePeriodThenNothingIsReported() {
        Rig lenient = new Rig();
        PresentedToken old = lenient.login();
        lenient.granted(old, DEFAULT);
        lenient.store.revoke(OWNER, "family", RevocationReason.SELF_SERVICE);
        assertThat(lenient.examine(old, DEFAULT).verdict()).isEqualTo(new Revoked());
        lenient.store.pass(60);
        assertThat(lenient.examine(old, DEFAULT).verdict()).isEqualTo(new Revoked(RECENT_PREDECESSOR));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SELF_SERVICE", "CAP"})
    void givenAnyOtherEndWhenASupersededTokenComesThenNothingIsReported(RevocationReason reason) {
        end(reason);
        Finding finding = rig.examine(login, STRICT);
        assertThat(finding.verdict()).isEqualTo(new Revoked());
        assertThat(finding.incident()).isFalse();
        assertThat(rig.protocol.examineEnded(login, HERE, STRICT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SELF_SERVICE", "CAP"})
    void givenATokenThatKeycloakHasRefusedThenItIsReportedToo(RevocationReason reason) {
        assertThat(rig.protocol.examineEnded(login, HERE, STRICT))
                .as("the family lives")
                .isEmpty();
        end(reason);
        Optional<Finding> found = rig.protocol.examineEnded(login, HERE, STRICT);
        assertThat(found)
                .hasValueSatisfying(finding -> assertThat(finding.incident()).isTrue());
        assertThat(rig.protocol.examineEnded(head, HERE, STRICT)).isEmpty();
        assertThat(rig.store.incidents()).hasSize(1);
    }
}
