package org.realtimeupdates.benchmarks;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.realtimeupdates.domain.Message;

/**
 * The specific action of every contender: keeps the last message of each group, and how long messages took. A message says when it was due
 * by the clock of {@link System#nanoTime}, which on Linux all processes share. Thread-safe.
 */
final class Inbox {

    private static final long MAX_NANOS = 600_000_000_000L;
    private static final int TEXT_LENGTH = 201;
    private static final int GROUPS = 1_000;
    private static final String TEXT = "The boat leaves at half past nine from the small quay behind the market; "
            + "bring something warm, for the wind is from the north. Tell the others that there is room for two more, "
            + "and that we are back before dark.";

    private final Histogram nanos = new Histogram(1, MAX_NANOS, 3);
    private final Map<String, Message> last = new HashMap<>();

    /**
     * A message whose frame has 466 bytes.
     *
     * @param number 0 to 9,999,999
     * @param due by {@link System#nanoTime}
     */
    static Message message(int number, long due) {
        int group = number % GROUPS;
        return new Message(
                "m" + (10_000_000 + number),
                "g" + (GROUPS + group),
                "ada",
                TEXT.substring(0, TEXT_LENGTH),
                Instant.ofEpochSecond(due / 1_000_000_000, due % 1_000_000_000));
    }

    synchronized void apply(List<Message> messages) {
        long now = System.nanoTime();
        for (Message message : messages) {
            last.put(Objects.requireNonNull(message.group()), message);
            Instant due = Objects.requireNonNull(message.sentAt());
            long took = now - due.getEpochSecond() * 1_000_000_000 - due.getNano();
            nanos.recordValue(Math.max(1, Math.min(took, MAX_NANOS)));
        }
    }

    synchronized void clear() {
        nanos.reset();
    }

    /** {@code latency COUNT P50 P99 P99.9 MAX}, in microseconds. */
    synchronized String latency() {
        return "latency " + nanos.getTotalCount() + " " + micros(50) + " " + micros(99) + " " + micros(99.9) + " "
                + micros(100);
    }

    private long micros(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1_000;
    }
}
