package dev.tokenfamily.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStoreScene;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.WholeStore;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has ended is told and put on record, whatever fails after it, and once, however often it is tried. */
final class FamilyTakedownTest extends FamilyStoreScene {

    private static final int SESSIONS = 3;

    private final InMemoryFamilyStore store = new InMemoryFamilyStore(1_700_000_000);
    private final Owner alice = new Owner("realm", "client", "alice", "session", false);
    private final List<Reach> history = new ArrayList<>();
    private final List<RevocationScope> takenDown = new ArrayList<>();
    private boolean sessionsAreThere = true;

    private final FamilyTakedown takedown = new FamilyTakedown(
            RevocationReason.ADMIN,
            store,
            new FamilySweep(store, revoked -> {}),
            selection -> 1,
            selection -> sessionsAreThere && takenDown.isEmpty() ? SESSIONS : 0,
            new Takedown() {
                @Override
                public void takeDown(Family revoked, RevocationScope scope) {
                    end(scope);
                }

                @Override
                public void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure) {
                    throw new AssertionError("an admin is answered");
                }
            },
            (owner, scope) -> end(scope),
            history::add);

    private void end(RevocationScope scope) {
        if (!sessionsAreThere) {
            throw new StoreUnavailableException("no sessions");
        }
        takenDown.add(scope);
    }

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

    private Ended end(Family family, RevocationScope scope) {
        return takedown.end(alice, family.id(), scope);
    }

    @Test
    void givenSessionsOutOfReachThenTheFamilyThatHasEndedIsOnRecord() {
        for (RevocationScope scope : RevocationScope.values()) {
            history.clear();
            sessionsAreThere = false;
            Family family = inserted();

            Ended ended = end(family, scope);

            assertThat(ended.extent()).as(scope.text()).isEqualTo(new Extent(1, 0));
            assertThatThrownBy(ended::complete).hasMessage("no sessions");
            assertThat(store.read(alice, family.id()).family())
                    .isEqualTo(family.revokedBecause(RevocationReason.ADMIN));
            assertThat(history).as(scope.text()).hasSize(1);
        }
    }

    @Test
    void whenItIsTriedAgainThenTheRestEndsAndNothingTwice() {
        Family family = inserted();
        sessionsAreThere = false;
        end(family, RevocationScope.USER);
        sessionsAreThere = true;

        assertThat(end(family, RevocationScope.USER)).isEqualTo(Ended.all(0, SESSIONS));
        assertThat(end(family, RevocationScope.USER)).isEqualTo(Ended.all(0, 0));

        assertThat(takenDown).containsOnly(RevocationScope.USER);
        assertThat(history).hasSize(2).containsOnly(Reach.ofUser("realm", "alice"));
    }

    @Test
    void givenFamiliesOutOfReachThenNothingHasEndedAndNothingIsOnRecord() {
        Family family = inserted();
        store.mishaps().startOutage();

        assertThatThrownBy(() -> end(family, RevocationScope.FAMILY)).isInstanceOf(StoreUnavailableException.class);

        assertThat(takenDown).isEmpty();
        assertThat(history).isEmpty();
    }

    @Test
    void givenAFamilyThatIsGoneThenItsSessionsEndAllTheSame() {
        assertThat(takedown.end(alice, "gone", RevocationScope.USER_SESSION)).isEqualTo(Ended.all(0, SESSIONS));
        assertThat(takenDown).containsExactly(RevocationScope.USER_SESSION);
        assertThat(takedown.end(alice, "gone", RevocationScope.FAMILY)).isEqualTo(Ended.all(0, 0));
        assertThat(history).hasSize(1);
    }
}
