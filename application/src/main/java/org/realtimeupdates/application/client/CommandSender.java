package org.realtimeupdates.application.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.LogText;
import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Transaction;
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
final class CommandSender implements FollowUpCommands {

    private static final Logger log = LoggerFactory.getLogger(CommandSender.class);

    /** While so many commands wait for their answers on a connection, no further one is sent on it. */
    private static final int MAX_UNANSWERED = 100;

    private final Outbox outbox;
    private final MessageCodec codec;
    private final Refs refs;
    private final SerialExecutor executor;
    private final Backoff storeBackoff;
    private final ClientEvents events;
    private final InstantSource clock;
    private final Duration maxAge;
    private final Map<Ref, CompletableFuture<CommandOutcome>> waiting = new ConcurrentHashMap<>();
    private final Map<Ref, Outbox.Entry> unanswered = new HashMap<>();
    private @Nullable Link link;

    /** The position in the outbox up to which everything was sent on this connection. */
    private long sent;

    private boolean retryScheduled;
    private volatile boolean closed;

    CommandSender(ClientPorts ports, ClientEvents events, Backoff storeBackoff, Duration maxAge) {
        this.outbox = ports.outbox();
        this.codec = ports.codec();
        this.refs = new Refs(ports.random(), ports.clock());
        this.executor = ports.scheduler().newSerialExecutor();
        this.clock = ports.clock();
        this.events = events;
        this.storeBackoff = storeBackoff;
        this.maxAge = maxAge;
    }

    /** Keeps the command and sends it when there is a connection. On the caller's thread; blocks for the outbox. */
    CompletionStage<CommandOutcome> send(AccountType account, Command command) {
        Command keyed = keyed(account, command);
        Ref ref = keyed.ref().orElseThrow();
        CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
        CompletableFuture<CommandOutcome> earlier = waiting.putIfAbsent(ref, outcome);
        try {
            // Asked behind that: a client that is closed meanwhile completes this one too.
            requireOpen();
            outbox.add(account, keyed);
        } catch (RuntimeException e) {
            waiting.remove(ref, outcome);
            throw e;
        }
        executor.execute(this::sendWaiting);
        return (earlier == null ? outcome : earlier).copy();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
    }

    @Override
    public void send(Transaction transaction, AccountType account, Command command) {
        outbox.add(transaction, account, keyed(account, command));
        transaction.afterCommit(() -> executor.execute(this::sendWaiting));
    }

    /** A transaction may have kept commands without telling so: its commit had no certain outcome. */
    void sendKept() {
        executor.execute(this::sendWaiting);
    }

    void attach(Link opened) {
        executor.execute(() -> {
            link = opened;
            sent = 0;
            unanswered.clear();
            sendWaiting();
        });
    }

    void detach() {
        executor.execute(() -> link = null);
    }

    void answered(CommandReply reply) {
        executor.execute(() -> {
            done(reply.ref(), reply.outcome());
            sendWaiting();
        });
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
        try {
            while (to != null && unanswered.size() < MAX_UNANSWERED) {
                List<Outbox.Entry> next = outbox.list(sent, MAX_UNANSWERED - unanswered.size());
                if (next.isEmpty()) {
                    break;
                }
                next.forEach(entry -> send(to, entry));
            }
            storeBackoff.reset();
        } catch (RuntimeException e) {
            retryLater(e);
        }
    }

    private void retryLater(RuntimeException fault) {
        if (retryScheduled) {
            return;
        }
        retryScheduled = true;
        Duration delay = storeBackoff.next();
        log.error("The outbox is at fault: its commands are sent in {} or earlier", delay, fault);
        executor.schedule(delay, () -> {
            retryScheduled = false;
            sendWaiting();
        });
    }

    private void send(Link to, Outbox.Entry entry) {
        Ref ref = entry.command().ref().orElseThrow();
        sent = entry.position();
        unanswered.put(ref, entry);
        if (Duration.between(entry.since(), clock.instant()).compareTo(maxAge) >= 0) {
            done(ref, new CommandOutcome.Expired());
            return;
        }
        SocketMessage message = new SocketMessage(entry.account(), entry.command());
        Runnable written = to.subprotocol().isV1()
                ? () -> {}
                : () -> executor.execute(() -> {
                    done(ref, new CommandOutcome.Unconfirmed());
                    sendWaiting();
                });
        to.command(codec.encode(message, to.subprotocol()), written);
    }

    private void done(Ref ref, CommandOutcome outcome) {
        try {
            outbox.remove(ref);
        } catch (RuntimeException e) {
            // Sent once more on the next connection, not on this one, and answered the same.
            log.error("The outbox is at fault: command {} stays in it", LogText.safe(ref.value()), e);
        }
        Optional.ofNullable(unanswered.remove(ref))
                .ifPresent(entry -> events.tell(new ClientEvent.CommandAnswered(
                        entry.account(), ref, entry.command().name(), outcome)));
        Optional.ofNullable(waiting.remove(ref)).ifPresent(future -> future.complete(outcome));
    }

    private Command keyed(AccountType account, Command command) {
        Command keyed = command.withRef(command.ref().orElseGet(refs::next));
        String frame = codec.encode(new SocketMessage(account, keyed), Subprotocol.V1);
        if (Utf8.size(frame) > Link.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("command: a server reads no more than 64 KiB");
        }
        Decoded decoded = codec.decode(frame, Sender.CLIENT, Subprotocol.V1).get(0);
        if (!(decoded instanceof Decoded.Frame)) {
            throw new IllegalArgumentException("command: its arguments must be one JSON object");
        }
        return keyed;
    }
}
