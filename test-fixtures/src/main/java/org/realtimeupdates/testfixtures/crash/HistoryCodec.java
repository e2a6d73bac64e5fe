package org.realtimeupdates.testfixtures.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.SocketMessage;

/**
 * The frames of a crash test: names of objects that both ends know. So a history needs no wire format, and an update in quarantine can
 * still be read again.
 */
final class HistoryCodec implements MessageCodec {

    private static final String NEXT = "\n";

    private final List<SocketMessage> history;
    private final List<SocketMessage> sent = new ArrayList<>();

    HistoryCodec(List<SocketMessage> history) {
        this.history = history;
    }

    static String backlog(AccountType account, int pending) {
        return "backlog " + account + " " + pending + NEXT;
    }

    /** @param index in the history */
    static String update(int index) {
        return "update " + index + NEXT;
    }

    static String caughtUp(AccountType account) {
        return "caughtUp " + account + NEXT;
    }

    /** The answer to a command. */
    static String answer(String frame) {
        return "answer " + frame + NEXT;
    }

    /** The frames of a message that the app sent. */
    static List<String> frames(String message) {
        String frames = message.startsWith("[") ? message.substring(1, message.length() - 1) : message;
        return List.of(frames.split(",", -1));
    }

    /** What a frame of the app says. */
    SocketMessage sent(String frame) {
        return sent.get(Integer.parseInt(frame));
    }

    @Override
    public String encode(SocketMessage message, Subprotocol subprotocol) {
        sent.add(message);
        return String.valueOf(sent.size() - 1);
    }

    @Override
    public List<Decoded> decode(String message, Sender sender, Subprotocol subprotocol) {
        if (sender == Sender.CLIENT) {
            return frames(message).stream()
                    .map(frame -> (Decoded) new Decoded.Frame(sent(frame), frame))
                    .toList();
        }
        return Stream.of(message.split(NEXT, -1))
                .filter(frame -> !frame.isEmpty())
                .map(this::decode)
                .toList();
    }

    private Decoded decode(String frame) {
        String[] words = frame.split(" ", -1);
        return switch (words[0]) {
            case "backlog" -> new Decoded.Backlog(AccountType.valueOf(words[1]), Integer.parseInt(words[2]));
            case "caughtUp" -> new Decoded.CaughtUp(AccountType.valueOf(words[1]));
            case "update" -> new Decoded.Frame(history.get(Integer.parseInt(words[1])), frame);
            case "answer" -> new Decoded.Frame(answerTo(sent(words[1])), frame);
            default -> throw new IllegalArgumentException("no frame of a crash test: " + frame);
        };
    }

    private static SocketMessage answerTo(SocketMessage command) {
        return new SocketMessage(
                command.account(),
                new CommandReply(((Command) command.payload()).ref().orElseThrow(), CommandOutcome.processed()));
    }
}
