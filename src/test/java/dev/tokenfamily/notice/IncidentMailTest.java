package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.incident.Digest;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.incident.Sighting;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a mail about an incident is called. */
final class IncidentMailTest {

    @Nested
    final class GivenAKind {

        private Digest digest(String... kinds) {
            return new Digest(
                    Stream.of(kinds)
                            .map(kind -> new Digest.Entry(
                                    new IncidentNotice(OneReuse.incidentOf(kind), null, null, false), 0))
                            .toList(),
                    kinds.length);
        }

        @ParameterizedTest
        @EnumSource
        void thenOnlyThatOfAnOldTokenIsMailedAsACopy(IncidentKind kind) {
            boolean copied = kind.sighting() == Sighting.OLD_TOKEN;

            assertThat(IncidentMail.subject(OneReuse.incidentOf(kind.text())).equals("tokenFamilyMailSubject"))
                    .isEqualTo(copied);
            assertThat(IncidentDigest.subject(digest(kind.text(), kind.text())).equals("tokenFamilyMailDigestSubject"))
                    .isEqualTo(copied);
        }

        @Test
        void thenADigestSaysOnlyWhatHoldsOfAll() {
            assertThat(IncidentDigest.subject(digest("stale-lineage", "origin-change")))
                    .isEqualTo("tokenFamilyMailDigestUnusualSubject");
            assertThat(IncidentMail.subject(OneReuse.incidentOf("a-later-word")))
                    .isEqualTo("tokenFamilyMailUnusualSubject");
        }
    }
}
