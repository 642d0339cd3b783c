package dev.tokenfamily.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is written to a logger, from a level on, until this is closed. */
final class HeardLog extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<LogRecord> records = new ArrayList<>();

    private HeardLog(Logger logger) {
        this.logger = logger;
    }

    /** Listens from now on. */
    static HeardLog of(String logger, Level from) {
        HeardLog heard = new HeardLog(Logger.getLogger(logger));
        heard.logger.setLevel(from);
        heard.logger.addHandler(heard);
        return heard;
    }

    /** In their order. */
    List<LogRecord> records() {
        return List.copyOf(records);
    }

    /** Each with its level before it. */
    List<String> lines() {
        return records.stream().map(new PatternFormatter("%p %s")::format).toList();
    }

    @Override
    public void publish(LogRecord written) {
        records.add(written);
    }

    @Override
    public void flush() {
        // keeps nothing back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(null);
    }
}
