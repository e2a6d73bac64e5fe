package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.List;
import org.realtimeupdates.domain.AccountType;

/** Reads messages without the codec under test: just enough of them, for frames written with their fields in the usual order. */
final class WireText {

    private static final String START = "{\"account\":\"";

    private WireText() {}

    /**
     * What a frame says.
     *
     * @param type of the message
     * @param refs of an update or a reply, or the one of a command
     * @param name of a command; empty for others
     * @param pending of a backlog; -1 for others
     */
    record Frame(AccountType account, String type, List<String> refs, String name, int pending) {}

    static List<Frame> frames(String message) {
        List<Frame> frames = new ArrayList<>();
        int start = message.indexOf(START);
        while (start >= 0) {
            int next = message.indexOf(START, start + 1);
            int end = next < 0 ? message.length() : next;
            frames.add(frame(message, start, end));
            start = next;
        }
        return frames;
    }

    private static Frame frame(String message, int start, int end) {
        AccountType account =
                message.charAt(start + START.length()) == 'p' ? AccountType.PERSONAL : AccountType.BUSINESS;
        String type = field(message, "\"type\":\"", start, end);
        if (type.equals("command")) {
            return command(message, account, start, end);
        }
        List<String> refs = new ArrayList<>();
        int many = message.indexOf("\"refs\":[", start);
        if (many >= 0 && many < end && type.equals("reply")) {
            int close = message.indexOf(']', many);
            for (String quoted : message.substring(many + 8, close).split(",", -1)) {
                refs.add(quoted.substring(1, quoted.length() - 1));
            }
        } else {
            refs.add(field(message, "\"ref\":\"", start, end));
        }
        return new Frame(account, type, refs, "", -1);
    }

    private static Frame command(String message, AccountType account, int start, int end) {
        String name = field(message, "\"name\":\"", start, end);
        int pending = message.indexOf("\"pending\":", start);
        int count = -1;
        if (pending >= 0 && pending < end) {
            count = Integer.parseInt(message.substring(pending + 10, message.indexOf('}', pending)));
        }
        String ref = field(message, "\"ref\":\"", start, end);
        return new Frame(account, "command", ref.isEmpty() ? List.of() : List.of(ref), name, count);
    }

    private static String field(String message, String key, int start, int end) {
        int at = message.indexOf(key, start);
        if (at < 0 || at >= end) {
            return "";
        }
        int from = at + key.length();
        return message.substring(from, message.indexOf('"', from));
    }
}
