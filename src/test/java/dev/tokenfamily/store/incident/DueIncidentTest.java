package dev.tokenfamily.store.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ReuseKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DueIncidentTest {

    private static final Owner OWNER = new Owner("realm", "client", "user", "session", false);

    private static Incident by(Origin presentedFrom, Origin rotatedFrom) {
        return new Incident(
                "family",
                OWNER,
                ReuseKind.STALE_LINEAGE.text(),
                1,
                3,
                presentedFrom,
                rotatedFrom,
                "user-session",
                true,
                1_700_000_000L,
                "李".repeat(255),
                null);
    }

    private static Incident by(String userAgent) {
        return by(new Origin("203.0.113.66", userAgent), new Origin("2001:db8::1", userAgent));
    }

    /** What the row gives back that keeps it. */
    private static DueIncident kept(DueIncident due) {
        return DueIncident.of("family", OWNER, due.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl/8", "\"; -- '\\", "Zoë 李 😀", "{\"kind\":\"x\"}"})
    void givenAnyUserAgentThenTheSameIsReadAgain(String userAgent) {
        DueIncident due =
                new DueIncident(by(userAgent), new FollowUp(true, "UPDATE_PASSWORD", "https://sso.example/realms/x"));
        assertThat(kept(due)).isEqualTo(due);
    }

    @Test
    void givenNothingButAnAddressThenTheSameIsReadAgain() {
        DueIncident due =
                new DueIncident(by(new Origin("203.0.113.66", null), new Origin("192.0.2.1", null)), FollowUp.NONE);
        assertThat(kept(due)).isEqualTo(due);
    }

    /** Whoever sends the longest of everything does not keep his theft from being recorded. */
    @Test
    void givenTheLongestOfEverythingThenItFitsTheColumn() {
        String longest = "李".repeat(255);
        DueIncident due = new DueIncident(by("\"".repeat(255)), new FollowUp(true, longest, longest));
        assertThat(due.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(DueIncident.WIDTH);
        assertThat(kept(due).followUp()).isEqualTo(due.followUp());
        assertThat(kept(due).incident().presentedFrom().address()).isEqualTo("203.0.113.66");
        assertThat(kept(due).incident().presentedFrom().userAgent()).isNull();
        assertThat(kept(due).incident().impersonator()).isNull();
        assertThat(kept(due).incident().successorIssuedAt()).isEqualTo(1_700_000_000L);
    }

    /** So that a thief cannot hide by a long user agent whose session it was. */
    @Test
    void givenALongUserAgentThenTheImpersonatorIsKeptRatherThanThat() {
        DueIncident due = new DueIncident(by("\"".repeat(255)), new FollowUp(true, "李".repeat(255), null));
        assertThat(kept(due).incident().presentedFrom().userAgent()).isNull();
        assertThat(kept(due).incident().impersonator()).hasSize(255);
    }

    @Test
    void givenWhatAnEarlierVersionHasWrittenThenNothingElseIsKnown() {
        DueIncident due = new DueIncident(by("curl/8"), FollowUp.NONE);
        String earlier = due.text().replaceFirst(",\"successorAt\".*", "}");
        assertThat(DueIncident.of("family", OWNER, earlier).incident().successorIssuedAt())
                .isNull();
        assertThat(DueIncident.of("family", OWNER, earlier).incident().impersonator())
                .isNull();
    }

    @Test
    void givenWhatANewerVersionHasWrittenThenWhatIsKnownIsRead() {
        DueIncident due = new DueIncident(by("curl/8"), FollowUp.NONE);
        String newer = due.text().replaceFirst("\\{", "{\"news\":1,");
        assertThat(DueIncident.of("family", OWNER, newer)).isEqualTo(due);
        assertThatThrownBy(() -> DueIncident.of("family", OWNER, "?")).isInstanceOf(IllegalStateException.class);
    }
}
