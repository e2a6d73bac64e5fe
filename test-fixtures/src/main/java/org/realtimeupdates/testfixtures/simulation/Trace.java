package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** What happened, as one number; and the last of it in words, when asked for. */
final class Trace {

    private final int kept;
    private final Deque<String> lines = new ArrayDeque<>();
    private long hash;
    private long events;

    /** @param kept how many lines are kept */
    Trace(int kept) {
        this.kept = kept;
    }

    /** A note of a store; put into words only where lines are kept. */
    void add(long time, String who, StoreNote note) {
        add(time, who, note.getClass().getName(), note.subject());
        if (kept > 0) {
            lines.add("               " + note);
        }
    }

    void add(long time, String who, String what, String content) {
        events++;
        hash = Mix.of(hash ^ time, who.hashCode() * 31L + what.hashCode(), content.hashCode());
        if (kept > 0) {
            if (lines.size() == kept) {
                lines.remove();
            }
            lines.add(String.format(Locale.ROOT, "%14.6f %s %s %s", time / 1e9, who, what, content));
        }
    }

    long hash() {
        return hash;
    }

    long events() {
        return events;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
