package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.log.Names;
import dev.tokenfamily.notice.OneReuse;
import java.util.List;
import java.util.Optional;
import org.jboss.logmanager.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of incidents: one line of WARN each, and DEBUG for the rest. */
final class IncidentLogTest {

    private final HeardLog log = HeardLog.of("dev.tokenfamily.incident", Level.DEBUG);

    @AfterEach
    void leave() {
        log.close();
    }

    private List<String> written(Verdict verdict, @Nullable Family row, boolean incident) {
        IncidentLog.write(OneReuse.finding(verdict, row, incident), Optional::empty);
        return log.lines();
    }

    @Nested
    final class GivenAnIncident {

        @ParameterizedTest
        @CsvSource({"RECENT_PREDECESSOR, recent-predecessor", "STALE_LINEAGE, stale-lineage"})
        void thenOneLineSaysWhatHappenedWhereAndToWhom(ReuseKind kind, String text) {
            assertThat(written(new Verdict.Reuse(kind, 11), OneReuse.row(), true))
                    .singleElement()
                    .asString()
                    .startsWith("WARN verdict=reuse kind=" + text + " ")
                    .contains(" enforcement=observe ", " scope=user-session ", " revoked=3 ")
                    .contains(" family=family-id ", " generation=4 ", " current=5 ")
                    .contains(" realm=realm-id ", " client=client-id ", " user=user-id ", " session=session-id ")
                    .contains(" address=", "203.0.113.9");
        }

        @Test
        void thenItSaysHowLateTheTokenCameAndWhetherThatLooksBenign() {
            assertThat(written(new Verdict.Reuse(ReuseKind.RECENT_PREDECESSOR, 11), OneReuse.row(), true))
                    .singleElement()
                    .asString()
                    .endsWith(" address=203.0.113.9 delay=11 successor_issued_at=1700000000 benign=false");
        }

        @Test
        void thenTheNamesOfThoseItHappenedToFollowTheirIds() {
            IncidentLog.write(
                    OneReuse.finding(new Verdict.Reuse(ReuseKind.STALE_LINEAGE, 11), OneReuse.row(), true),
                    () -> Optional.of(new Names("acme", "spa", "alice")));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .endsWith(" realm_name=acme client_id=spa username=alice");
        }

        @ParameterizedTest
        @CsvSource({"false, first", "true, repeated"})
        void thenACatchUpSaysWhetherItIsTheFirst(boolean repeated, String text) {
            assertThat(written(new Verdict.CatchUp(repeated), OneReuse.row(), true))
                    .singleElement()
                    .asString()
                    .startsWith("WARN verdict=catch_up kind=" + text + " ");
        }

        @Test
        void thenAFamilyWithoutARowHasNoGenerationYet() {
            assertThat(written(new Verdict.CatchUp(false), null, true))
                    .singleElement()
                    .asString()
                    .contains(" current=0 ");
        }
    }

    /** A user of a directory, whose name there is part of the id, and an address that a proxy passed on. */
    @Nested
    final class GivenValuesThatOthersChose {

        private final Owner owner =
                new Owner("realm-id", "client-id", "f:6a:bob verdict=keep\r\nWARN", "session-id", false);
        private final Origin thief = new Origin("10.9.9.9 verdict=keep revoked=0", "verdict=keep");

        @Test
        void thenEachStaysInItsFieldOfTheLine() {
            IncidentLog.write(
                    OneReuse.finding(
                            new Verdict.Reuse(ReuseKind.STALE_LINEAGE, 11), OneReuse.row(), true, owner, thief),
                    () -> Optional.of(new Names("acme", "spa\nWARN", "bob verdict=keep \u001b[2J")));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(" user=\"f:6a:bob verdict=keep\\u000d\\u000aWARN\" session=session-id address=unknown ")
                    .endsWith(" realm_name=acme client_id=\"spa\\u000aWARN\""
                            + " username=\"bob verdict=keep \\u001b[2J\"");
        }
    }

    @Nested
    final class GivenAnythingElse {

        @Test
        void thenNobodyIsAskedForNames() {
            IncidentLog.write(OneReuse.finding(new Verdict.Rotate(), OneReuse.row(), false), () -> {
                throw new AssertionError("a user of a directory may cost a request");
            });
            assertThat(log.lines()).hasSize(1);
        }

        @Test
        void thenItIsWrittenForWhoeverWantsToKnow() {
            assertThat(written(new Verdict.Rotate(), OneReuse.row(), false))
                    .containsExactly("DEBUG verdict=rotate family=family-id generation=4");
        }

        @Test
        void thenAReuseThatWasReportedBeforeIsNoSecondIncident() {
            assertThat(written(new Verdict.Reuse(ReuseKind.STALE_LINEAGE, 11), OneReuse.row(), false))
                    .containsExactly("DEBUG verdict=reuse family=family-id generation=4");
        }
    }
}
