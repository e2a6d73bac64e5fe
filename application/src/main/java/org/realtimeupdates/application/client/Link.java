package org.realtimeupdates.application.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Decoded.PoisonUpdate;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.wire.FrameQueue;
import org.realtimeupdates.application.wire.MessageWriter;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Payload;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of the client, from open to closed. Messages are decoded on the transport's thread, and updates go from there to their
 * lanes; everything else happens on the client's control executor, and only while this is the client's connection.
 */
final class Link implements ConnectionListener {

    private static final Logger log = LoggerFactory.getLogger(Link.class);

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    /** What a server reads at most [RTU-4]. */
    static final int MAX_MESSAGE_BYTES = 64 << 10;

    /** A server that sends and does not read the replies is let go of. */
    private static final int MAX_OWED = 100_000;

    private final Connection connection;
    private final Subprotocol subprotocol;
    private final Instant dialledAt;
    private final MessageCodec codec;
    private final SerialExecutor control;
    private final Owner owner;
    private final MessageWriter writer;
    private final ReplyQueue replies;
    private final FrameQueue commands = new FrameQueue(Integer.MAX_VALUE);

    /** What has to happen on the control executor before updates may go to their lanes: the opening, and messages before them. */
    private final AtomicInteger onControl = new AtomicInteger(1);

    /** @param dialledAt when the attempt that made the connection began */
    Link(
            Connection connection,
            Subprotocol subprotocol,
            Instant dialledAt,
            MessageCodec codec,
            SerialExecutor control,
            Owner owner) {
        this.connection = connection;
        this.subprotocol = subprotocol;
        this.dialledAt = dialledAt;
        this.codec = codec;
        this.control = control;
        this.owner = owner;
        this.replies = new ReplyQueue(codec, subprotocol);
        this.writer = new MessageWriter(
                connection, subprotocol, MAX_MESSAGE_BYTES, WRITE_TIMEOUT, control, control, this::tooSlow);
        writer.addSource(replies);
        writer.addSource(commands);
    }

    Subprotocol subprotocol() {
        return subprotocol;
    }

    Instant dialledAt() {
        return dialledAt;
    }

    /** The lanes take the updates of this connection from now on. */
    void attached() {
        onControl.decrementAndGet();
    }

    /** What came on this connection could not be dealt with: it ends, and all that was not replied comes again. Callable from any thread. */
    void failed(Throwable failure) {
        log.error("Closing the connection: what came on it could not be dealt with", failure);
        control.execute(() -> end(new CloseReason(CloseReason.INTERNAL_ERROR, "internal error")));
    }

    /** Runs a task of this connection on the control executor. */
    private void run(Runnable task) {
        control.execute(() -> guarded(task));
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** Sends the replies to these updates. Callable from any thread. */
    void reply(AccountType account, List<ProcessedUpdate> processed) {
        run(() -> {
            for (ProcessedUpdate update : processed) {
                Optional<Ref> ref = update.ref();
                if (ref.isPresent()) {
                    replies.add(account, update.outcome(), ref.get());
                }
            }
            if (replies.size() > MAX_OWED) {
                tooSlow();
            }
            writer.pump();
        });
    }

    /** The whole backlog of that account is processed. Callable from any thread. */
    void caughtUp(AccountType account, boolean applied) {
        run(() -> owner.caughtUp(this, account, applied));
    }

    /** Sends a command's frame. Callable from any thread. */
    void command(String frame, Runnable written) {
        run(() -> {
            commands.add(frame, written);
            writer.pump();
        });
    }

    /** On the control executor: runs the task once everything owed is written. */
    void whenFlushed(Runnable task) {
        writer.whenIdle(task);
    }

    /** On the control executor: ends the connection; nothing is sent any more. */
    void close(CloseReason reason) {
        writer.stop();
        connection.close(reason);
    }

    @Override
    public void received(String message, Runnable consumed) {
        List<Decoded> frames = codec.decode(message, Sender.SERVER, subprotocol);
        if (onControl.get() == 0 && frames.stream().allMatch(Link::isUpdate)) {
            guarded(() -> deliver(frames, consumed));
        } else {
            deliverOnControl(frames, consumed);
        }
    }

    private static boolean isUpdate(Decoded frame) {
        return frame instanceof Decoded.Frame valid && valid.message().payload() instanceof Update;
    }

    @Override
    public void unreadable(MessageFault fault, String message, Runnable consumed) {
        List<Decoded> frames = codec.decode(message, Sender.SERVER, subprotocol).stream()
                .map(frame -> spoiled(frame, fault, message))
                .toList();
        deliverOnControl(frames, consumed);
    }

    @Override
    public void closed(Disconnect disconnect) {
        control.execute(() -> {
            writer.stop();
            owner.lost(this, disconnect);
        });
    }

    /** A frame in a message that should not be: what can be told of it is kept, but it has no effect [RTU-3]. */
    private static Decoded spoiled(Decoded frame, MessageFault fault, String message) {
        String reason = fault.reason();
        if (frame instanceof Decoded.Frame valid && valid.message().payload() instanceof Update update) {
            PoisonUpdate known = new PoisonUpdate(
                    valid.message().account(),
                    update.ref(),
                    update.payload().type(),
                    update.payload().ids());
            return new Decoded.Malformed(valid.text(), reason, Optional.of(known));
        }
        return frame instanceof Decoded.Malformed ? frame : new Decoded.Malformed(message, reason, Optional.empty());
    }

    private void deliverOnControl(List<Decoded> frames, Runnable consumed) {
        onControl.incrementAndGet();
        run(() -> {
            if (owner.isCurrent(this)) {
                deliver(frames, consumed);
            } else {
                consumed.run();
            }
            onControl.decrementAndGet();
        });
    }

    private void deliver(List<Decoded> frames, Runnable consumed) {
        Map<AccountType, List<LaneItem>> items = new EnumMap<>(AccountType.class);
        for (Decoded frame : frames) {
            route(frame, items);
        }
        AtomicInteger open = new AtomicInteger(items.size());
        if (items.isEmpty()) {
            consumed.run();
        }
        items.forEach((account, laneItems) -> {
            laneItems.add(new LaneItem.Consumed(() -> {
                if (open.decrementAndGet() == 0) {
                    consumed.run();
                }
            }));
            owner.lane(account).offer(this, laneItems);
        });
    }

    private void route(Decoded frame, Map<AccountType, List<LaneItem>> items) {
        if (frame instanceof Decoded.Frame valid) {
            route(valid, items);
        } else if (frame instanceof Decoded.Malformed malformed) {
            ReceivedUpdate update =
                    new ReceivedUpdate.Malformed(malformed.update(), malformed.reason(), malformed.text());
            // What cannot be told to belong to an account is set aside by the first one's lane.
            AccountType account = malformed.update().map(PoisonUpdate::account).orElse(AccountType.PERSONAL);
            add(items, account, new LaneItem.Update(update));
        } else if (frame instanceof Decoded.Backlog backlog) {
            owner.backlog(this, backlog.account(), backlog.pending());
            add(items, backlog.account(), new LaneItem.BacklogStarted(backlog.pending()));
        } else if (frame instanceof Decoded.CaughtUp caughtUp) {
            add(items, caughtUp.account(), new LaneItem.CaughtUp());
        } else {
            violated("the server sent a message of the wrong direction");
        }
    }

    private void route(Decoded.Frame frame, Map<AccountType, List<LaneItem>> items) {
        Payload payload = frame.message().payload();
        if (payload instanceof Update update) {
            add(
                    items,
                    frame.message().account(),
                    new LaneItem.Update(new ReceivedUpdate.WellFormed(update, frame.text())));
        } else if (payload instanceof CommandReply reply) {
            owner.answered(reply);
        }
        // Other control commands come from newer servers and are ignored [RTU-5].
    }

    private static void add(Map<AccountType, List<LaneItem>> items, AccountType account, LaneItem item) {
        items.computeIfAbsent(account, none -> new ArrayList<>()).add(item);
    }

    private void violated(String reason) {
        end(new CloseReason(CloseReason.POLICY_VIOLATION, reason));
    }

    private void tooSlow() {
        end(new CloseReason(CloseReason.TOO_SLOW, "the server does not read"));
    }

    private void end(CloseReason reason) {
        close(reason);
        owner.lost(this, new Disconnect.Closed(reason.code(), reason.reason()));
    }

    /** The client that this is a connection of; called on the control executor. */
    interface Owner {

        boolean isCurrent(Link link);

        Lane lane(AccountType account);

        void backlog(Link link, AccountType account, int pending);

        void caughtUp(Link link, AccountType account, boolean applied);

        void answered(CommandReply reply);

        void lost(Link link, Disconnect disconnect);
    }
}
