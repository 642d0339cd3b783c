package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.IncidentFilter;
import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.incident.StateChange;
import dev.tokenfamily.notice.AnswerLinks.Question;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.util.JsonSerialization;

/** What the token in a link asks, and whether that is still a question. */
final class QuestionTest {

    /** One incident, of one realm, with what its user has said so far. */
    private record OneIncident(@Nullable Answer earlier, boolean ended) implements RecordedIncidents {

        @Override
        public Optional<IncidentNotice> find(String realmId, String incidentId) {
            if (incidentId.indexOf('\0') >= 0) {
                throw new AssertionError("no database has such an id");
            }
            return realmId.equals("realm-id") && incidentId.equals("incident-id")
                    ? Optional.of(new IncidentNotice(OneReuse.incident(earlier), null, null, ended))
                    : Optional.empty();
        }

        @Override
        public List<ListedIncident> list(IncidentFilter filter, Page page) {
            throw new AssertionError("a question is about one");
        }

        @Override
        public long count(IncidentFilter filter, int most) {
            throw new AssertionError("a question is about one");
        }

        @Override
        public long count(IncidentFilter filter) {
            throw new AssertionError("a question is about one");
        }

        @Override
        public Optional<ListedIncident> read(String realmId, String incidentId) {
            throw new AssertionError("a question knows what to do");
        }

        @Override
        public ChangeOutcome change(StateChange change) {
            throw new AssertionError("a question decides nothing");
        }

        @Override
        public boolean answer(String realmId, String incidentId, Answer answer) {
            throw new AssertionError("a question answers nothing");
        }

        @Override
        public List<String> dueActions(String realmId, String userId) {
            throw new AssertionError("nobody logs in");
        }

        @Override
        public void actionTaken(String realmId, String userId, String action) {
            throw new AssertionError("nobody logs in");
        }
    }

    private static Optional<Question> question(AnswerToken token, String realmId, @Nullable Answer earlier) {
        return Question.find(token, StoredModels.realm(realmId), new OneIncident(earlier, false));
    }

    private static AnswerToken token(Answer answer) {
        return new AnswerToken("https://id.example/realms/acme", "incident-id", answer, "seal", 1_700_000_000);
    }

    @Nested
    final class GivenATokenForAnIncident {

        @ParameterizedTest
        @CsvSource({
            "ME,, true",
            "NOT_ME,, true",
            "ME, ME, false",
            "NOT_ME, ME, true",
            "ME, NOT_ME, false",
            "NOT_ME, NOT_ME, false"
        })
        void thenItIsOpenWhileTheAnswerMayFollow(Answer answer, @Nullable Answer earlier, boolean open) {
            Question asked = question(token(answer), "realm-id", earlier).orElseThrow();
            assertThat(asked.listed()).isEqualTo(OneReuse.incident(earlier));
            assertThat(asked.answer()).isEqualTo(answer);
            assertThat(asked.isOpen()).isEqualTo(open);
        }
    }

    @Nested
    final class GivenATokenThatAsksForNothing {

        @Test
        void thenAnAccountThatWasDisabledIsAskedNothing() {
            assertThat(Question.find(token(Answer.NOT_ME), StoredModels.realm("realm-id"), new OneIncident(null, true)))
                    .isEmpty();
        }

        @Test
        void thenAnotherRealmKnowsNoSuchIncident() {
            assertThat(question(token(Answer.ME), "other-realm", null)).isEmpty();
        }

        @Test
        void thenAnIdThatDatabasesFailAtIsNotLookedUp() throws IOException {
            AnswerToken odd = JsonSerialization.readValue(
                    "{\"incident\": \"incident\\u0000\", \"answer\": \"me\"}", AnswerToken.class);
            assertThat(question(odd, "realm-id", null)).isEmpty();
        }

        @Test
        void thenAnAnswerOfAnotherVersionIsNone() throws IOException {
            AnswerToken later = JsonSerialization.readValue(
                    "{\"incident\": \"incident-id\", \"answer\": \"perhaps\"}", AnswerToken.class);
            assertThat(question(later, "realm-id", null)).isEmpty();
        }
    }
}
