package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.notice.PlayedMailQueue.Mail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything is mailed, the first at once, and what follows soon together: nobody is muted, and nobody is flooded. */
final class MailGatheringTest {

    private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");

    private final PlayedMailQueue queue = new PlayedMailQueue(5, BEGIN);

    private List<String> textsTo(String user) {
        return queue.sentTo(user).stream().map(Mail::text).toList();
    }

    /** The play: five small things, which used up the mails of a day, and then all. */
    @Test
    void givenAThiefWhoEndsSmallThingsFirstWhenAllEndsThenTheUserHearsOfIt() {
        for (String small : List.of("one", "two", "three", "four", "five", "six")) {
            queue.tell("anna", small);
            queue.pass(Duration.ofMinutes(1));
        }
        queue.tell("anna", "all");
        queue.pass(Duration.ofMinutes(50));
        assertThat(textsTo("anna")).as("at once").containsExactly("one");

        queue.pass(Duration.ofMinutes(10));
        assertThat(textsTo("anna")).containsExactly("one", "two+three+four+five+six+all");
    }

    /** The same, slowly: each thing is mailed, and the mails of the day are used up. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 24})
    void givenADayOfEndsThenEachIsToldOnceAndNoDayHasMoreMailsThanTheOperatorWants(int perDay) {
        PlayedMailQueue flood = new PlayedMailQueue(perDay, BEGIN);
        for (int n = 0; n < 96; n++) {
            flood.tell("anna", "end" + n);
            flood.pass(Duration.ofMinutes(15));
        }
        flood.tell("anna", "all");
        assertThat(flood.sentTo("anna")).hasSizeLessThanOrEqualTo(perDay);
        flood.pass(Duration.ofHours(26));

        List<String> told = flood.sentTo("anna").stream()
                .flatMap(mail -> List.of(mail.text().split("[+]")).stream())
                .toList();
        assertThat(told).hasSize(97).doesNotHaveDuplicates().contains("all");
    }

    @Test
    void givenOneUsersEndsThenAnothersAreMailedAtOnce() {
        queue.tell("anna", "one");
        queue.tell("anna", "two");
        queue.tell("bert", "his");
        queue.pass(Duration.ofMinutes(1));
        assertThat(textsTo("anna")).containsExactly("one+two");
        assertThat(textsTo("bert")).containsExactly("his");
    }

    /** What comes while a mail is tried again has attempts of its own. */
    @Test
    void givenAServerThatIsDownForTooLongThenWhatCameMeanwhileIsToldWhenItIsBack() {
        queue.serverIsDown(true);
        queue.tell("anna", "one");
        queue.pass(Duration.ofMinutes(5));
        queue.tell("anna", "two");
        queue.tell("anna", "three");
        queue.pass(Duration.ofMinutes(80));
        queue.serverIsDown(false);
        queue.pass(Duration.ofMinutes(15));
        assertThat(textsTo("anna")).containsExactly("two+three");
    }

    @Test
    void givenAServerThatIsBackSoonThenNothingIsToldTwice() {
        queue.serverIsDown(true);
        queue.tell("anna", "one");
        queue.pass(Duration.ofMinutes(5));
        queue.tell("anna", "two");
        queue.serverIsDown(false);
        queue.pass(Duration.ofMinutes(30));
        assertThat(textsTo("anna")).containsExactly("one");
        queue.pass(Duration.ofHours(2));
        assertThat(textsTo("anna")).containsExactly("one", "two");
    }

    @Test
    void givenAnEntryThatCannotBeReadThenItIsInNobodysWay() {
        queue.tell("anna", "one");
        queue.tell("anna", "unreadable");
        queue.tell("anna", "two");
        queue.pass(Duration.ofMinutes(1));
        assertThat(textsTo("anna")).containsExactly("one+two");
    }
}
