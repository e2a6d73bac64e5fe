package org.realtimeupdates.application.client;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.port.transport.Utf8;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the commands of the outbox in order, on every connection again those that were not answered [RTU-40]. Its state
 * belongs to its serial executor, on which it asks the outbox.
 */
final class CommandSender {

    private static final Logger log = LoggerFactory.getLogger(CommandSender.class);

    private final Outbox outbox;
    private final MessageCodec codec;
    private final Refs refs;
    private final SerialExecutor executor;
    private final Map<Ref, CompletableFuture<CommandOutcome>> waiting = new ConcurrentHashMap<>();
    private final Set<Ref> sent = new HashSet<>();
    private @Nullable Link link;
    private volatile boolean closed;

    CommandSender(Outbox outbox, MessageCodec codec, Refs refs, SerialExecutor executor) {
        this.outbox = outbox;
        this.codec = codec;
        this.refs = refs;
        this.executor = executor;
    }

    /** Keeps the command and sends it when there is a connection. On the caller's thread; blocks for the outbox. */
    CompletionStage<CommandOutcome> send(AccountType account, Command command) {
        Ref ref = command.ref().orElseGet(refs::next);
        Command keyed = command.withRef(ref);
        check(account, keyed);
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
        CompletableFuture<CommandOutcome> earlier = waiting.putIfAbsent(ref, outcome);
        try {
            outbox.add(account, keyed);
        } catch (RuntimeException e) {
            waiting.remove(ref, outcome);
            throw e;
        }
        executor.execute(this::sendWaiting);
        return (earlier == null ? outcome : earlier).copy();
    }

    void attach(Link opened) {
        executor.execute(() -> {
            link = opened;
            sent.clear();
            sendWaiting();
        });
    }

    void detach() {
        executor.execute(() -> link = null);
    }

    void answered(CommandReply reply) {
        executor.execute(() -> done(reply.ref(), reply.outcome()));
    }

    /** Nobody hears an answer any more; the commands stay in the outbox. */
    void close() {
        closed = true;
        waiting.values()
                .forEach(outcome -> outcome.completeExceptionally(
                        new RealtimeUpdatesException("the client was closed before the server answered the command")));
    }

    private void sendWaiting() {
        Link to = link;
        if (to == null) {
            return;
        }
        try {
            for (Outbox.Entry entry : outbox.pending()) {
                Ref ref = entry.command().ref().orElseThrow();
                if (sent.add(ref)) {
                    send(to, entry, ref);
                }
            }
        } catch (RuntimeException e) {
            log.error("The outbox is at fault: its commands are sent on the next connection", e);
        }
    }

    private void send(Link to, Outbox.Entry entry, Ref ref) {
        SocketMessage message = new SocketMessage(entry.account(), entry.command());
        Runnable written = to.subprotocol().isV1()
                ? () -> {}
                : () -> executor.execute(() -> done(ref, new CommandOutcome.Unconfirmed()));
        to.command(codec.encode(message, to.subprotocol()), written);
    }

    private void done(Ref ref, CommandOutcome outcome) {
        try {
            outbox.remove(ref);
            sent.remove(ref);
        } catch (RuntimeException e) {
            // Sent once more on the next connection, not on this one, and answered the same.
            log.error("The outbox is at fault: command {} stays in it", ref, e);
        }
        Optional.ofNullable(waiting.remove(ref)).ifPresent(future -> future.complete(outcome));
    }

    private void check(AccountType account, Command command) {
        String frame = codec.encode(new SocketMessage(account, command), Subprotocol.V1);
        if (Utf8.size(frame) > Link.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("command: a server reads no more than 64 KiB");
        }
        Decoded decoded = codec.decode(frame, Sender.CLIENT, Subprotocol.V1).get(0);
        if (!(decoded instanceof Decoded.Frame)) {
            throw new IllegalArgumentException("command: its arguments must be one JSON object");
        }
    }
}
