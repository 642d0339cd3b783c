package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Capped;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.Names;
import dev.tokenfamily.notice.OneReuse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of what ended because there was too much: a WARN only where that failed. */
final class CapLogTest {

    private final Logger logger = Logger.getLogger("dev.tokenfamily.cap");
    private final List<String> lines = new ArrayList<>();

    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord line) {
            lines.add(new PatternFormatter("%p %s").format(line));
        }

        @Override
        public void flush() {
            // keeps nothing back
        }

        @Override
        public void close() {
            // holds nothing
        }
    };

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
        logger.setLevel(null);
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

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("WARN Token family family-id is opened")
                .endsWith(" realm=realm-id user=user-id client=client-id realm_name=shop client_id=web"
                        + " username=\"alice smith\"");
    }

    @Test
    void givenAFailureWhereTheOperatorWantsNoNamesThenTheLineHasIdsAlone() {
        CapLog.write(capped(failure()), Optional::empty);

        assertThat(lines).singleElement().asString().endsWith(" realm=realm-id user=user-id client=client-id");
    }

    @Test
    void givenWhatEndedThenThatIsDebugAndNamesNobody() {
        CapLog.write(capped(null), () -> {
            throw new AssertionError("nobody is to be named");
        });

        assertThat(lines).singleElement().asString().startsWith("DEBUG cap=").endsWith(" opened=family-id");
    }
}
