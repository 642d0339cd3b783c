package dev.tokenfamily.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStoreScene;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.WholeStore;
import dev.tokenfamily.takedown.SelectedTokens.ClientSessions;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SelectedTokensTest extends FamilyStoreScene {

    private final InMemoryFamilyStore store = new InMemoryFamilyStore(1_700_000_000);
    private final Owner alice = new Owner("realm", "client", "alice", "session", false);
    private final Selection hers = Selection.matching("realm", "alice", null, null);
    private final List<Integer> revoked = new ArrayList<>();

    @Override
    protected WholeStore store() {
        return store;
    }

    @Override
    protected Owner owner() {
        return alice;
    }

    @Override
    protected Owner ownerWhoseSessionEnded() {
        return alice;
    }

    /** Three of them; something happens when two have ended. */
    private record Sessions(Runnable meanwhile) implements ClientSessions {

        @Override
        public int count(Selection selection) {
            return 3;
        }

        @Override
        public void end(Selection selection, IntConsumer ended) {
            ended.accept(2);
            meanwhile.run();
            ended.accept(1);
        }
    }

    private Ended end(Runnable meanwhile) {
        return new SelectedTokens(store, new Sessions(meanwhile), revoked::add).end(hers, RevocationReason.ADMIN);
    }

    private @Nullable RevocationReason revocation(Family family) {
        return Objects.requireNonNull(row(family)).revocation();
    }

    @Test
    void whenTheyAreEndedThenFamiliesAndSessionsAreAndNobodyElses() {
        Family family = inserted();
        Family bobs = stored(family(new Owner("realm", "client", "bob", "other", false)));

        assertThat(end(() -> {})).isEqualTo(Ended.all(1, 3));

        assertThat(revocation(family)).isEqualTo(RevocationReason.ADMIN);
        assertStored(bobs);
    }

    @Test
    void givenAFirstRefreshMeanwhileThenItsFamilyIsRevokedToo() {
        Family known = inserted();
        Family late = family(alice);

        assertThat(end(() -> store.insert(late))).isEqualTo(Ended.all(2, 3));

        assertThat(revocation(known)).isEqualTo(RevocationReason.ADMIN);
        assertThat(revocation(late)).isEqualTo(RevocationReason.ADMIN);
        assertThat(revoked.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    }

    @Test
    void givenSessionsThatStayThenFamiliesFallAndItIsToldHowMuchHasEndedAndWhyNotAll() {
        Family family = inserted();
        StoreUnavailableException failure = new StoreUnavailableException("no sessions", new IllegalStateException());

        Ended ended = end(() -> {
            throw failure;
        });

        assertThat(ended).isEqualTo(Ended.all(1, 2).butFor(failure));
        assertThat(ended.some()).isTrue();
        assertThatThrownBy(ended::complete).isSameAs(failure);
        assertThat(revocation(family)).isEqualTo(RevocationReason.ADMIN);
        assertThat(revoked).containsExactly(1, 0);
    }

    @Test
    void givenFamiliesOutOfReachThenSessionsEndAndItIsTold() {
        store.mishaps().startOutage();

        Ended ended = end(() -> {});

        assertThat(ended.extent()).isEqualTo(new Extent(0, 3));
        assertThatThrownBy(ended::complete)
                .isInstanceOf(StoreUnavailableException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    @Test
    void givenNothingInReachThenEveryFailureIsTold() {
        store.mishaps().startOutage();
        ClientSessions gone = new ClientSessions() {
            @Override
            public int count(Selection selection) {
                return 0;
            }

            @Override
            public void end(Selection selection, IntConsumer ended) {
                throw new StoreUnavailableException("no sessions", new IllegalStateException());
            }
        };

        Ended ended = new SelectedTokens(store, gone, revoked::add).end(hers, RevocationReason.ADMIN);

        assertThat(ended.some()).isFalse();
        assertThatThrownBy(ended::complete).hasMessage("outage").satisfies(failure -> assertThat(
                        failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("no sessions", "outage"));
    }
}
