package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No promise without a test: docs/explanation/threat-model.md names one for each, and all of them are there. */
final class ThreatModelTest {

    private static List<String> faultsOf(String tests) {
        return ThreatModel.in(List.of(
                        "## Thief", "", "| Play | Promise | Held by |", "|---|---|---|", "| a | b | " + tests + " |"))
                .faults();
    }

    @Nested
    final class GivenTheDocument {

        @Test
        void thenEachPromiseNamesTestsThatThereAre() throws IOException {
            assertThat(ThreatModel.read().faults()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "A thief with an old token",
                    "A thief with the newest token",
                    "A stranger",
                    "A client of the same realm",
                    "Somebody who has a mail link",
                    "A thief with an access token of the user",
                    "A reader or an author of logs",
                    "An admin of another realm",
                    "An operator's mistakes"
                })
        void thenSomethingIsPromisedAgainstEachAttacker(String attacker) throws IOException {
            assertThat(ThreatModel.read().promises())
                    .anyMatch(promise -> promise.attacker().equals(attacker));
        }
    }

    @Nested
    final class GivenARowWithTests {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "`ThreatModelTest`",
                    "`ThreatModelTest.GivenARowWithTests`",
                    "`ThreatModelTest.GivenTheDocument.thenEachPromiseNamesTestsThatThereAre`",
                    "`ArchitectureTest.CLASSES_ARE_FINAL`, `InMemoryFamilyStoreTest`"
                })
        void thenNothingIsWrongIfThereAreAll(String tests) {
            assertThat(faultsOf(tests)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ThreatModelTst",
                    "ThreatModelTest.GivenTheDocuments",
                    "ThreatModelTest.GivenTheDocument.thenEachPromiseNamesATest",
                    "ThreatModelTest.thenEachPromiseNamesTestsThatThereAre",
                    "ThreatModelTest.faultsOf",
                    "ThreatModel",
                    "ThreatModelTest."
                })
        void thenAMisspelledOneIsToldWithItsRow(String name) {
            assertThat(Stream.of("`" + name + "`", "`ThreatModelTest`, `" + name + "`")
                            .map(ThreatModelTest::faultsOf))
                    .allSatisfy(faults -> assertThat(faults).containsExactly("There is no " + name + " for: a"));
        }
    }

    @Test
    void givenARowWithoutTestsThenItIsTold() {
        assertThat(faultsOf("us")).containsExactly("No test holds: a");
    }
}
