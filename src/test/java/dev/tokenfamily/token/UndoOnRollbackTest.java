package dev.tokenfamily.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Ruling.Advance;
import dev.tokenfamily.detection.Ruling.Retry;
import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;
import dev.tokenfamily.token.FamilyTokenPostProcessor.UndoOnRollback;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A request that consumed a generation ends one way or the other. */
final class UndoOnRollbackTest {

    private static final long NOW = 1_700_000_000;
    private static final Origin ORIGIN = new Origin("192.0.2.1", null);

    private final InMemoryFamilyStore store = new InMemoryFamilyStore(NOW);
    private final Family before = Family.opened(
            "family",
            new Owner("realm", "client", "user", "session", false),
            NOW,
            1,
            head("first"),
            GraceTerms.UNLIMITED,
            NOW,
            ORIGIN,
            AccessTokens.NONE);
    private final Family after =
            before.advanced(2, head("second"), GraceTerms.UNLIMITED, NOW, ORIGIN, new AccessToken("access", NOW + 300));
    private final UndoOnRollback request =
            new UndoOnRollback(new RefreshProtocol(store, store, new NoTakedown()), new Advance(before, after));

    private static Head head(String tokenId) {
        return new Head(tokenId, NOW, NOW + 1_800, NOW);
    }

    private static final class NoTakedown implements Takedown {

        @Override
        public void takeDown(Family revoked, RevocationScope scope) {
            throw new AssertionError("nothing is revoked");
        }

        @Override
        public void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure) {
            throw new AssertionError("nothing is revoked");
        }
    }

    @Nested
    final class GivenAnAdvanceThatIsWritten {

        @BeforeEach
        void advanced() {
            store.put(after);
            request.begin();
        }

        @Test
        void whenTheRequestCommitsThenItStays() {
            request.commit();
            assertThat(store.row("family")).isEqualTo(after);
        }

        @Test
        void whenTheRequestIsRolledBackThenItIsTakenBack() {
            request.rollback();
            assertThat(store.row("family")).isEqualTo(before);
        }

        @Test
        void whenTheDatabaseIsGoneTooThenTheRequestJustEnds() {
            store.mishaps().startOutage();
            assertThatCode(request::rollback).doesNotThrowAnyException();
            assertThat(store.row("family")).isEqualTo(after);
        }
    }

    @Nested
    final class GivenARetryThatIsCounted {

        private final UndoOnRollback retry =
                new UndoOnRollback(new RefreshProtocol(store, store, new NoTakedown()), new Retry(after));

        @BeforeEach
        void retried() {
            store.put(after.retried(new TokenUse(NOW, ORIGIN.address()), new AccessToken("access", NOW + 300)));
            retry.begin();
        }

        @Test
        void whenTheRequestCommitsThenItCounts() {
            retry.commit();
            assertThat(retries()).isEqualTo(1);
        }

        @Test
        void whenTheRequestIsRolledBackThenItCountsNoMore() {
            retry.rollback();
            assertThat(retries()).isZero();
        }

        private int retries() {
            return Objects.requireNonNull(store.row("family")).grace().retries();
        }
    }
}
