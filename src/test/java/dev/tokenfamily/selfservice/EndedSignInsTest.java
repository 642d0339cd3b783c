package dev.tokenfamily.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits to be mailed of the ends of one user. */
final class EndedSignInsTest {

    private static EndedSignIns end(String action, int number) {
        return EndedSignIns.of("u", Map.of("action", action, "at", String.valueOf(number)));
    }

    private static EndedSignIns ends(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> end("end", number))
                .reduce(EndedSignIns::and)
                .orElseThrow();
    }

    @Test
    void thenItIsReadAsItWasWritten() throws JsonProcessingException {
        EndedSignIns two = end("end", 1).and(end("end-all", 2));
        assertThat(EndedSignIns.read(two.json())).isEqualTo(two);
        assertThat(EndMail.join(two.json(), end("end", 3).json()))
                .contains(two.and(end("end", 3)).json());
    }

    @Test
    void givenMoreThanAMailTellsThenTheRestIsCounted() {
        EndedSignIns many = ends(0, 30);
        assertThat(many.ends()).hasSize(EndedSignIns.MOST).last().isEqualTo(Map.of("action", "end", "at", "29"));
        assertThat(many.more()).isEqualTo(10);
        assertThat(many.and(ends(30, 60)).total()).isEqualTo(60);
    }

    /** The play: all ends first, and in a crowd of small ends nobody is to see it. */
    @ParameterizedTest
    @ValueSource(strings = {"end-all", "end-others", "answer"})
    void givenACrowdOfSmallEndsThenThatAllHasEndedIsAmongThoseThatAreTold(String action) {
        EndedSignIns crowd = ends(0, 30).and(end(action, 30)).and(ends(31, 90));
        assertThat(crowd.ends()).hasSize(EndedSignIns.MOST).anyMatch(end -> end.containsValue(action));
        assertThat(crowd.total()).isEqualTo(90);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"user\":\"u\",\"ends\":[],\"more\":0}", "{\"action\":\"end\"}"})
    void givenAnythingElseThenItCannotBeRead(String payload) {
        assertThatThrownBy(() -> EndedSignIns.read(payload)).isInstanceOf(JsonProcessingException.class);
        assertThat(EndMail.join(end("end", 1).json(), payload)).isEmpty();
    }
}
