package io.adpipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/**
 * Takes the warnings and errors of a logger, and of those below it, in place of the console, until it is closed: for
 * what a test provokes and so has to look at. For any thread; one at a time for a logger.
 */
public final class LogCapture implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final String logger;

    private LogCapture(String logger) {
        this.logger = logger;
        Appender appender = new Appender();
        appender.start();
        LoggerConfig config = new LoggerConfig(logger, Level.WARN, false);
        config.addAppender(appender, null, null);
        context.getConfiguration().addLogger(logger, config);
        context.updateLoggers();
    }

    /**
     * Begins to capture.
     *
     * @param logger name of a class or a package
     */
    public static LogCapture of(String logger) {
        return new LogCapture(logger);
    }

    /** What was said so far, each with its level, as in {@code WARN the file is gone}. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        context.getConfiguration().removeLogger(logger);
        context.updateLoggers();
    }

    private final class Appender extends AbstractAppender {

        Appender() {
            super("capture of " + logger, null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            messages.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
    }
}
