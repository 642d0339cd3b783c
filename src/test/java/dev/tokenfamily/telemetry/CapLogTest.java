package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Capped;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.Names;
import dev.tokenfamily.notice.OneReuse;
import java.util.List;
import java.util.Optional;
import org.jboss.logmanager.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log of what ended because there was too much: a WARN only where that failed. */
final class CapLogTest {

    private final HeardLog log = HeardLog.of("dev.tokenfamily.cap", Level.DEBUG);

    @AfterEach
    void leave() {
        log.close();
    }

    private static Capped capped(@Nullable StoreUnavailableException failure) {
        return new Capped(
                OneReuse.finding(new Verdict.Revoked(null), OneReuse.row(), false),
                failure == null ? List.of(OneReuse.row()) : List.of(),
                1,
                failure);
    }

    private static StoreUnavailableException failure() {
        return new StoreUnavailableException("no answer", new IllegalStateException("closed"));
    }

    @Test
    void givenAFailureThenTheLineNamesWhomItIsAbout() {
        CapLog.write(capped(failure()), () -> Optional.of(new Names("shop", "web", "alice smith")));

        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARN Token family family-id is opened")
                .endsWith(" realm=realm-id user=user-id client=client-id realm_name=shop client_id=web"
                        + " username=\"alice smith\"");
    }

    @Test
    void givenAFailureWhereTheOperatorWantsNoNamesThenTheLineHasIdsAlone() {
        CapLog.write(capped(failure()), Optional::empty);

        assertThat(log.lines()).singleElement().asString().endsWith(" realm=realm-id user=user-id client=client-id");
    }

    @Test
    void givenWhatEndedThenThatIsDebugAndNamesNobody() {
        CapLog.write(capped(null), () -> {
            throw new AssertionError("nobody is to be named");
        });

        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("DEBUG cap=")
                .endsWith(" opened=family-id");
    }
}
