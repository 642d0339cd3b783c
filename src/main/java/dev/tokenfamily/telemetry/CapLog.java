package dev.tokenfamily.telemetry;

import dev.tokenfamily.detection.Capped;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.log.Names;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * DEBUG for families that ended because their user had too many, by ids only; WARN where that failed, with names where the operator
 * wants them.
 */
public final class CapLog {

    private static final Logger LOG = Logger.getLogger("dev.tokenfamily.cap");

    private CapLog() {}

    /**
     * Writes a line.
     *
     * @param names of those whom it is about, asked for a failure only; of none, the line has ids alone
     */
    public static void write(Capped capped, Supplier<Optional<Names>> names) {
        Owner owner = capped.by().token().owner();
        String opened = LogField.of(capped.by().token().familyId());
        if (capped.failure() != null) {
            LOG.warnf(
                    capped.failure(),
                    "Token family %s is opened, but it could not be seen to that its user has no more than %d. What is too many"
                            + " ends with the next one: realm=%s user=%s client=%s%s",
                    opened,
                    capped.by().policy().cap().families(),
                    LogField.of(owner.realmId()),
                    LogField.of(owner.userId()),
                    LogField.of(owner.clientId()),
                    names.get().map(Names::fields).orElse(""));
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
