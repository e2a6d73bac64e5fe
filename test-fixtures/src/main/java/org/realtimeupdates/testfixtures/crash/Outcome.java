package org.realtimeupdates.testfixtures.crash;

import java.util.List;
import java.util.Optional;

/**
 * What a history has led to.
 *
 * @param replies what was replied of each update
 * @param effects what the application says
 * @param commands those that came at the server, each once
 */
record Outcome(List<String> replies, List<?> effects, List<String> commands) {

    /** The first thing that is not as here, in two lines; empty if all is. */
    Optional<String> firstDifference(Outcome other) {
        return difference("effect", effects, other.effects)
                .or(() -> difference("command", commands, other.commands))
                .or(() -> difference("reply", replies, other.replies));
    }

    private static Optional<String> difference(String kind, List<?> here, List<?> there) {
        for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            String expected = at(here, i);
            String found = at(there, i);
            if (i >= here.size() || i >= there.size() || !here.get(i).equals(there.get(i))) {
                return Optional.of("  " + kind + " " + (i + 1) + " without the crash: " + expected
                        + System.lineSeparator() + "  " + kind + " " + (i + 1) + " with the crash:    " + found);
            }
        }
        return Optional.empty();
    }

    private static String at(List<?> list, int index) {
        return index < list.size() ? String.valueOf(list.get(index)) : "none";
    }
}
