package dev.tokenfamily.telemetry;

import dev.tokenfamily.detection.Capped;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.log.LogField;
import org.jboss.logging.Logger;

/** DEBUG for families that ended because their user had too many, WARN where that failed. Ids only. */
public final class CapLog {

    private static final Logger LOG = Logger.getLogger("dev.tokenfamily.cap");

    private CapLog() {}

    /** Writes a line. */
    public static void write(Capped capped) {
        Owner owner = capped.by().token().owner();
        String opened = LogField.of(capped.by().token().familyId());
        if (capped.failure() != null) {
            LOG.warnf(
                    capped.failure(),
                    "Token family %s is opened, but it could not be seen to that its user has no more than %d. What is too many"
                            + " ends with the next one: realm=%s user=%s client=%s",
                    opened,
                    capped.by().policy().cap().families(),
                    LogField.of(owner.realmId()),
                    LogField.of(owner.userId()),
                    LogField.of(owner.clientId()));
        } else {
            LOG.debugf(
                    "cap=%d beyond=%d ended=%s opened=%s",
                    capped.by().policy().cap().families(),
                    capped.beyond(),
                    LogField.of(capped.ended().stream().map(Family::id).toList().toString()),
                    opened);
        }
    }
}
