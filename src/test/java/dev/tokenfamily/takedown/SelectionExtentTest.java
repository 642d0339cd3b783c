package dev.tokenfamily.takedown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.takedown.SelectedTokens.ClientSessions;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How much an admin's selection would end, before it does. */
final class SelectionExtentTest {

    private static final Selection ALICES = Selection.matching("realm", "alice", null, null);

    /** Five of Alice's, and none of anybody else's. */
    private static final class Sessions implements ClientSessions {

        @Override
        public int count(Selection selection) {
            return selection.equals(ALICES) ? 5 : 0;
        }

        @Override
        public void end(Selection selection, IntConsumer ended) {
            throw new AssertionError("only to be counted");
        }
    }

    @Nested
    final class GivenASelection {

        @Test
        void thenItsClientSessionsAreCountedAndNothingEnds() {
            InMemoryFamilyStore store = new InMemoryFamilyStore(1_700_000_000);
            SelectedTokens tokens = new SelectedTokens(store, new Sessions(), revoked -> {
                throw new AssertionError("nothing is revoked");
            });

            assertThat(tokens.countSessions(ALICES)).isEqualTo(5);
            assertThat(tokens.countSessions(Selection.matching("realm", "bob", null, null)))
                    .isZero();
            assertThat(store.writes()).isEmpty();
        }
    }
}
