package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Advance;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Ruling.Refused;
import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.policy.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One family, everybody who holds tokens of it, and the model that says what must be true. */
final class World {

    private static final Presentation ELSEWHERE = new Presentation(new Origin("203.0.113.9", null), false, null);

    private final Rig rig = new Rig();
    private final FamilyModel model = new FamilyModel();
    private final List<PresentedToken> delivered = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private Policy policy = Rig.DEFAULT;

    World() {
        delivered.add(rig.login());
    }

    /** What happened, as "action: outcome". */
    List<String> history() {
        return List.copyOf(history);
    }

    boolean hasSupersededToken() {
        return model.generation() > 0;
    }

    void pass(long seconds) {
        rig.store.pass(seconds);
        history.add("wait");
    }

    void govern(Policy other) {
        policy = other;
        history.add("policy");
    }

    void refresh() {
        present("refresh", head());
    }

    /** The head, used by somebody in another place. */
    void steal() {
        PresentedToken head = head();
        Finding examined = rig.protocol.examine(head, ELSEWHERE, policy, Optional.empty());
        Ruling ruling = examined.refused() ? new Refused(examined) : rig.settle(examined);
        conclude("steal", head, ruling);
    }

    /** The predecessor comes again, whether its period is over or not. */
    void retry() {
        delivered.stream()
                .filter(t -> t.generation() == model.generation() - 1)
                .findFirst()
                .ifPresent(t -> present("retry", t));
    }

    /** Any superseded token that was ever handed out. */
    void attack(int choice) {
        List<PresentedToken> superseded = delivered.stream()
                .filter(t -> t.generation() < model.generation())
                .toList();
        present("attack", superseded.get(choice % superseded.size()));
    }

    /** Two requests with the head, both examined before either consumes it. */
    void refreshTwiceAtOnce() {
        PresentedToken head = head();
        Finding one = rig.examine(head, policy);
        Finding other = rig.examine(head, policy);
        conclude("first of two", head, one.refused() ? new Refused(one) : rig.settle(one));
        conclude("second of two", head, other.refused() ? new Refused(other) : rig.settle(other));
    }

    /** A request is refused after it has consumed its token. */
    void fail() {
        PresentedToken head = head();
        Ruling ruling = rig.refresh(head, policy);
        Advance advance = consumed(ruling);
        if (advance != null) {
            assertThat(rig.protocol.undo(advance)).isTrue();
            history.add("fail: taken back");
        } else {
            model.conclude(head, ruling, rig.store.now(), policy);
        }
    }

    /** The same, but its client has tried again before the token is given back. */
    void failAfterRetry() {
        PresentedToken head = head();
        Ruling failing = rig.refresh(head, policy);
        Advance advance = consumed(failing);
        if (advance != null) {
            model.conclude(head, failing, rig.store.now(), policy);
            present("retry before undo", head);
            assertThat(rig.protocol.undo(advance)).isFalse();
            history.add("fail: stays");
        } else {
            model.conclude(head, failing, rig.store.now(), policy);
        }
    }

    void revoke() {
        if (rig.store.row("family") != null) {
            assertThat(rig.store
                            .revoke(Rig.OWNER, "family", RevocationReason.TOKEN_REVOCATION)
                            .isPresent())
                    .isEqualTo(!model.revoked());
            model.revoke();
            history.add("revoke");
        }
    }

    /** True after every step, whatever it was. */
    void assertInvariants() {
        Family row = rig.store.row("family");
        assertThat(row != null && row.revoked()).as("revoked").isEqualTo(model.revoked());
        assertThat(row == null ? 0 : row.generation()).as("generation").isEqualTo(model.generation());
        assertThat(liveGenerations(row))
                .as("live generations")
                .isEqualTo(model.revoked() ? Set.of() : Set.of(model.generation()));
    }

    private void present(String action, PresentedToken token) {
        conclude(action, token, rig.refresh(token, policy));
    }

    private void conclude(String action, PresentedToken token, Ruling ruling) {
        model.conclude(token, ruling, rig.store.now(), policy);
        Verdict verdict = ruling.finding().verdict();
        boolean observed = (verdict instanceof Reuse || verdict instanceof OriginChanged) && ruling instanceof Granted;
        history.add(action + ": " + verdict.text() + (observed ? " observed" : ""));
        if (ruling instanceof Granted granted) {
            delivered.add(Rig.token(granted));
        }
    }

    private static @Nullable Advance consumed(Ruling ruling) {
        return ruling instanceof Granted granted ? granted.advance() : null;
    }

    /** The generations among the delivered tokens that would get tokens of their own, if they came now. */
    private Set<Integer> liveGenerations(@Nullable Family row) {
        return delivered.stream()
                .filter(t -> isLive(Detector.judge(new Reading(row, rig.store.now(), 0), t, Rig.HERE, policy)))
                .map(PresentedToken::generation)
                .collect(Collectors.toSet());
    }

    private static boolean isLive(Verdict verdict) {
        return verdict instanceof Keep
                || verdict instanceof Rotate
                || verdict instanceof OriginChanged
                || verdict instanceof CatchUp;
    }

    /** The newest that anybody holds: a revocation can come before the head has reached anyone. */
    private PresentedToken head() {
        return delivered.stream()
                .max(Comparator.comparingInt(PresentedToken::generation))
                .orElseThrow();
    }
}
