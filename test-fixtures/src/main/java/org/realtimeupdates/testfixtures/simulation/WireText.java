package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.List;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** Reads messages without the codec under test: just enough of them, for frames written with their fields in the usual order. */
final class WireText {

    private static final String START = "{\"account\":\"";
    private static final String TYPE = "\"type\":\"";

    private WireText() {}

    /** What a message is. */
    enum Type {
        UPDATE,
        REPLY,
        COMMAND,
        OTHER
    }

    /**
     * What a frame says.
     *
     * @param refs of an update or a reply, or the one of a command
     * @param name of a command; empty for others
     * @param pending of a backlog; -1 for others
     */
    record Frame(AccountType account, Type type, List<Ref> refs, String name, int pending) {}

    static List<Frame> frames(String message) {
        int start = message.indexOf(START);
        List<Frame> frames = new ArrayList<>();
        while (start >= 0) {
            int next = message.indexOf(START, start + START.length());
            int end = next < 0 ? message.length() : next;
            frames.add(frame(message, start, end));
            start = next;
        }
        return frames;
    }

    private static Frame frame(String message, int start, int end) {
        AccountType account =
                message.charAt(start + START.length()) == 'p' ? AccountType.PERSONAL : AccountType.BUSINESS;
        Type type = type(message, start, end);
        return switch (type) {
            case COMMAND -> command(message, account, start, end);
            case REPLY -> new Frame(account, type, replied(message, start, end), "", -1);
            default -> new Frame(account, type, ref(message, start, end), "", -1);
        };
    }

    private static Type type(String message, int start, int end) {
        int at = find(message, TYPE, start, end) + TYPE.length();
        if (message.startsWith("update\"", at)) {
            return Type.UPDATE;
        } else if (message.startsWith("reply\"", at)) {
            return Type.REPLY;
        }
        return message.startsWith("command\"", at) ? Type.COMMAND : Type.OTHER;
    }

    private static List<Ref> replied(String message, int start, int end) {
        int many = find(message, "\"refs\":[", start, end);
        if (many < 0) {
            return ref(message, start, end);
        }
        List<Ref> refs = new ArrayList<>();
        int close = message.indexOf(']', many);
        int open = message.indexOf('"', many + 8);
        while (open >= 0 && open < close) {
            int endOfRef = message.indexOf('"', open + 1);
            refs.add(new Ref(message.substring(open + 1, endOfRef)));
            open = message.indexOf('"', endOfRef + 1);
        }
        return refs;
    }

    private static Frame command(String message, AccountType account, int start, int end) {
        String name = field(message, "\"name\":\"", start, end);
        int pending = find(message, "\"pending\":", start, end);
        int count = -1;
        if (pending >= 0) {
            count = Integer.parseInt(message.substring(pending + 10, message.indexOf('}', pending)));
        }
        return new Frame(account, Type.COMMAND, ref(message, start, end), name, count);
    }

    /** The one ref of a frame; none for some commands. */
    private static List<Ref> ref(String message, int start, int end) {
        String ref = field(message, "\"ref\":\"", start, end);
        return ref.isEmpty() ? List.of() : List.of(new Ref(ref));
    }

    private static String field(String message, String key, int start, int end) {
        int at = find(message, key, start, end);
        if (at < 0) {
            return "";
        }
        int from = at + key.length();
        return message.substring(from, message.indexOf('"', from));
    }

    /** Where a key is in a frame; -1 for nowhere. */
    private static int find(String message, String key, int start, int end) {
        int at = message.indexOf(key, start);
        return at < end ? at : -1;
    }
}
