package dev.tokenfamily.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.EndingToken;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What ends by a superseded token is noted first, and ends in any case. */
final class NotedRevocationTest {

    private static final long NOW = 1_700_000_000;
    private static final Origin HOME = new Origin("192.0.2.1", null);
    private static final Owner OWNER = new Owner("realm", "client", "user", "session", false);

    private final InMemoryFamilyStore store = new InMemoryFamilyStore(NOW);
    private final List<Incident> told = new ArrayList<>();
    private final Family family = rotatedTwice();

    private Family rotatedTwice() {
        Head head = new Head("first", NOW - 900, NOW + 900, NOW - 900);
        Family row =
                Family.opened("family", OWNER, NOW - 900, 0, head, GraceTerms.NONE, NOW - 600, HOME, AccessTokens.NONE);
        for (int generation = 1; generation <= 2; generation++) {
            Head next = new Head("head-" + generation, NOW - 300, NOW + 900, NOW - 300);
            row = row.advanced(
                    generation, next, GraceTerms.NONE, NOW - 300, HOME, new AccessToken("at-" + generation, NOW));
        }
        store.put(row);
        return row;
    }

    private NotedRevocation by(int generation) {
        FamilyClaim claim = new FamilyClaim("family", generation, NOW - 900, NOW - 900, null);
        EndingToken token = new EndingToken(
                PresentedToken.claimed(claim, NOW - 900, NOW + 900, OWNER),
                new Presentation(HOME, false, null),
                PolicyParser.parse(Map.of("grace-period-seconds", 0, "notify-user", true)),
                RevocationScope.USER_SESSION);
        SelectionRevocation logout =
                new SelectionRevocation(Selection.ofSession("realm", "session", false), RevocationReason.SESSION_ENDED);
        return new NotedRevocation(token, logout, store, told::add);
    }

    private Family row() {
        return Objects.requireNonNull(store.row("family"));
    }

    @Test
    void givenASupersededTokenThenItIsNotedBeforeItsFamilyEnds() {
        assertThat(by(0).revokeIn(store)).isEqualTo(1);
        assertThat(store.writes()).containsExactly("note", "revokeAll");
        assertThat(told).isEqualTo(store.incidents()).hasSize(1);
        assertThat(store.mails()).hasSize(1);
        assertThat(row()).isEqualTo(family.revokedBecause(RevocationReason.SESSION_ENDED));
    }

    @Test
    void givenTheHeadThenItsFamilyEndsAndNothingIsNoted() {
        assertThat(by(2).revokeIn(store)).isEqualTo(1);
        assertThat(told).isEmpty();
        assertThat(store.incidents()).isEmpty();
    }

    /** It runs again once the request has been committed. */
    @Test
    void whenItIsRepeatedThenItIsNotedOnce() {
        NotedRevocation revocation = by(0);
        revocation.revokeIn(store);
        store.put(family);
        assertThat(revocation.revokeIn(store)).isEqualTo(1);
        assertThat(store.writes()).containsExactly("note", "revokeAll", "revokeAll");
        assertThat(told).hasSize(1);
    }

    @Test
    void givenItCannotBeNotedThenItsFamilyEndsAllTheSame() {
        store.mishaps().failNextRead();
        assertThat(by(0).revokeIn(store)).isEqualTo(1);
        assertThat(row().revoked()).isTrue();
        assertThat(told).isEmpty();
    }
}
