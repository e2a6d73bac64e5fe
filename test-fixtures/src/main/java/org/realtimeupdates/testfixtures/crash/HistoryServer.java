package org.realtimeupdates.testfixtures.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** A server that keeps the updates of a history until they are replied, through all lives of the app. */
final class HistoryServer {

    private final List<SocketMessage> history;
    private final HistoryCodec codec;
    private final Map<Key, UpdateOutcome> replied = new LinkedHashMap<>();
    private final Map<Key, Command> commands = new LinkedHashMap<>();

    HistoryServer(List<SocketMessage> history, HistoryCodec codec) {
        this.history = history;
        this.codec = codec;
    }

    /** How a process of the app connects. */
    ClientTransport transport(Life life, SerialExecutor executor) {
        return (request, attempt) -> executor.execute(() -> {
            Line line = new Line(life, executor);
            line.open(attempt);
        });
    }

    /** The refs that were not replied yet. */
    List<Ref> unreplied() {
        return history.stream()
                .filter(message -> !replied.containsKey(key(message)))
                .map(message -> ((Update) message.payload()).ref())
                .toList();
    }

    /** What was replied of each update, in the order of the history. */
    List<String> replies() {
        return history.stream()
                .filter(message -> replied.containsKey(key(message)))
                .map(message -> key(message) + ": " + replied.get(key(message)))
                .toList();
    }

    /** The commands that came, each once, by account. */
    List<String> commands() {
        List<String> came = new ArrayList<>();
        for (AccountType account : AccountType.values()) {
            commands.forEach((key, command) -> {
                if (key.account == account) {
                    came.add(account + ": " + command.name() + " " + command.arguments());
                }
            });
        }
        return came;
    }

    private void received(String message, Line from) {
        for (String frame : HistoryCodec.frames(message)) {
            SocketMessage sent = codec.sent(frame);
            if (sent.payload() instanceof UpdateReply reply) {
                reply.refs().forEach(ref -> replied.putIfAbsent(new Key(sent.account(), ref), reply.outcome()));
            } else if (sent.payload() instanceof Command command) {
                command.ref().ifPresent(ref -> commands.putIfAbsent(new Key(sent.account(), ref), command));
                from.tell(HistoryCodec.answer(frame));
            }
        }
    }

    private static Key key(SocketMessage update) {
        return new Key(update.account(), ((Update) update.payload()).ref());
    }

    private record Key(AccountType account, Ref ref) {

        @Override
        public String toString() {
            return ref + " of " + account;
        }
    }

    /** One connection. */
    private final class Line implements Connection {

        private final Life life;
        private final SerialExecutor executor;
        private @Nullable ConnectionListener listener;

        Line(Life life, SerialExecutor executor) {
            this.life = life;
            this.executor = executor;
        }

        void open(ClientTransport.ConnectAttempt attempt) {
            listener = attempt.opened(this, Subprotocol.V1);
            for (AccountType account : AccountType.values()) {
                StringBuilder message = new StringBuilder();
                int[] waiting = IntStream.range(0, history.size())
                        .filter(i -> history.get(i).account() == account)
                        .filter(i -> !replied.containsKey(key(history.get(i))))
                        .toArray();
                message.append(HistoryCodec.backlog(account, waiting.length));
                IntStream.of(waiting).forEach(i -> message.append(HistoryCodec.update(i)));
                tell(message.append(HistoryCodec.caughtUp(account)).toString());
            }
        }

        void tell(String message) {
            executor.execute(() -> {
                if (listener != null) {
                    listener.received(message, () -> {});
                }
            });
        }

        @Override
        public void send(String message, Runnable written) {
            life.call("where Connection.send begins");
            received(message, this);
            life.call("where Connection.send ends");
            executor.execute(written);
        }

        @Override
        public void close(CloseReason reason) {
            executor.execute(() -> {
                ConnectionListener told = listener;
                listener = null;
                if (told != null) {
                    told.closed(new Disconnect.Closed(reason.code(), reason.reason()));
                }
            });
        }
    }
}
