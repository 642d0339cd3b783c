package dev.tokenfamily.takedown;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.function.IntConsumer;

/**
 * Revokes the families of a selection around the end of their sessions.
 *
 * @param families in which they are
 * @param revokedFamilies is told how many families were revoked, also where a failure follows
 */
public record FamilySweep(FamilyStore families, IntConsumer revokedFamilies) {

    /** What ends the sessions of a selection. */
    @FunctionalInterface
    public interface EndOfSessions {

        /**
         * Ends them.
         *
         * @param ended is told how many client sessions have ended, as often as some have, also where a failure follows
         * @throws StoreUnavailableException where they cannot be reached
         */
        void end(IntConsumer ended);
    }

    /**
     * Revokes the families, ends the sessions, and revokes the families once more, for a first refresh that has found its
     * session still there. None of it waits for the success of another.
     *
     * @return how many families were revoked and client sessions ended, with all that failed
     */
    public Ended endAround(Selection selection, RevocationReason reason, EndOfSessions sessions) {
        return revoked(selection, reason).and(ended(sessions)).and(revoked(selection, reason));
    }

    private Ended revoked(Selection selection, RevocationReason reason) {
        try {
            int revoked = families.revokeAll(selection, reason);
            revokedFamilies.accept(revoked);
            return Ended.all(revoked, 0);
        } catch (StoreUnavailableException e) {
            return Ended.all(0, 0).butFor(e);
        }
    }

    private static Ended ended(EndOfSessions sessions) {
        Count count = new Count();
        try {
            sessions.end(count);
            return Ended.all(0, count.ended);
        } catch (StoreUnavailableException e) {
            return Ended.all(0, count.ended).butFor(e);
        }
    }

    private static final class Count implements IntConsumer {

        private int ended;

        @Override
        public void accept(int more) {
            ended += more;
        }
    }
}
