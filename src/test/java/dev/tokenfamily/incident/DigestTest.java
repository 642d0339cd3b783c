package dev.tokenfamily.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.incident.Digest.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is shown of a flood in a mail: never only the flood. */
final class DigestTest {

    private static final Share FLOOD = new Share("shop", "flood", 10_000);

    @Nested
    final class GivenAFloodAtOneClient {

        @Test
        void whenSomethingHappensAtAnotherThenThatIsShownFirst() {
            Share theft = new Share("bank", "theft", 1);
            assertThat(Digest.choose(List.of(theft, FLOOD))).containsExactly(theft, FLOOD);
        }

        @Test
        void whenTheThiefComesFromManyNetworksThenEachClientIsShownAllTheSame() {
            List<Share> shares = new ArrayList<>(IntStream.range(0, 500)
                    .mapToObj(n -> new Share("shop", "wave-" + n, 1))
                    .toList());
            Share theft = new Share("bank", "theft", 3); // of which there are more than of each wave of the flood
            shares.add(theft);
            assertThat(Digest.choose(shares))
                    .hasSize(Digest.MOST_SHOWN)
                    .contains(theft)
                    .startsWith(new Share("shop", "wave-0", 1));
        }

        @Test
        void whenTheTheftIsAtTheSameClientFromAnotherNetworkThenItIsShownBeforeTheFlood() {
            Share theft = new Share("shop", "theft", 1);
            assertThat(Digest.choose(List.of(theft, FLOOD))).containsExactly(theft, FLOOD);
        }
    }

    @Nested
    final class GivenMoreThanIsShown {

        @Test
        void thenTheRestIsCounted() {
            assertThat(new Digest(List.of(), 10_000).more()).isEqualTo(10_000);
        }
    }
}
