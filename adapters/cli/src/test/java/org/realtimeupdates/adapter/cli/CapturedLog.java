package org.realtimeupdates.adapter.cli;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that this JVM logs, at the finest level, until it is closed. */
final class CapturedLog implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final List<Handler> silenced = List.of(root.getHandlers());
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    CapturedLog() {
        silenced.forEach(root::removeHandler);
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.ALL);
    }

    /** The texts with their parameters and stack traces. */
    List<String> texts() {
        return texts(Level.ALL);
    }

    /** The same of entries of that level and higher ones. */
    List<String> texts(Level lowest) {
        return records.stream()
                .filter(record -> record.getLevel().intValue() >= lowest.intValue())
                .map(new SimpleFormatter()::format)
                .toList();
    }

    /** The messages of this project's own loggers, without stack traces. */
    List<String> ownMessages() {
        return records.stream()
                .filter(record -> record.getLoggerName().startsWith("org.realtimeupdates"))
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        root.setLevel(level);
        silenced.forEach(root::addHandler);
    }
}
