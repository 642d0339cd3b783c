package dev.tokenfamily.ending;

import dev.tokenfamily.detection.Capped;
import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.Reach;

/** What ends because a user has too many families at a client. */
public final class CapEnds {

    private CapEnds() {}

    /** Records what has ended, and from where the family came that was one too many. */
    public static void record(Capped capped, History history) {
        Finding by = capped.by();
        for (Family ended : capped.ended()) {
            Reach reach = Reach.ofFamily(ended.owner(), ended.id());
            history.record(End.of(1000 * by.reading().now(), Cause.CAP, reach, Actor.SERVER)
                    .from(by.presentation().origin())
                    .withDetail("max-families-per-user=" + by.policy().cap().families()));
        }
    }
}
