package org.realtimeupdates.application.server;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.wire.FrameQueue;
import org.realtimeupdates.application.wire.MessageWriter;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.UpdateReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of one device: a cursor for each account, replies and commands. All state belongs to its serial executor;
 * transports and publishers only hand tasks to it.
 */
final class Session implements ConnectionListener {

    private static final Logger log = LoggerFactory.getLogger(Session.class);

    /** While more answers wait than this, no further message of the client is read. */
    private static final int MAX_WAITING_ANSWERS = 1_000;

    private final Device device;
    private final long order;
    private final Subprotocol subprotocol;
    private final Connection connection;
    private final SessionContext context;
    private final SerialExecutor executor;
    private final Optional<Duration> validFor;
    private final SessionCommands commands;
    private final MessageWriter writer;
    private final FrameQueue answers = new FrameQueue(MAX_WAITING_ANSWERS);
    private final Cursors cursors;
    private final Map<AccountType, Bell> bells = new EnumMap<>(AccountType.class);
    private final Lookout lookout;
    private boolean connected;
    private SerialExecutor.Cancellation expiry = () -> {};
    private boolean faulty;
    private boolean ended;

    Session(Admission.Accepted admission, Connection connection, SessionContext context) {
        this.device = admission.device();
        this.order = admission.order();
        this.subprotocol = admission.subprotocol();
        this.validFor = admission.validFor();
        this.connection = connection;
        this.context = context;
        this.executor = context.ports().scheduler().newSerialExecutor();
        this.writer = new MessageWriter(
                connection,
                subprotocol,
                context.options().batchBytes(),
                context.options().writeTimeout(),
                executor,
                this::run,
                this::tooSlow);
        writer.addSource(answers);
        this.cursors = new Cursors(device, order, subprotocol, context);
        this.commands = new SessionCommands(device, context.commands(), context.turns());
        this.lookout = new Lookout(executor, this::run, cursors.all(), writer);
        for (AccountType account : AccountType.values()) {
            bells.put(account, new Bell(this::run, () -> wake(account)));
        }
    }

    Device device() {
        return device;
    }

    /** Of two sessions of a device the one with the higher number is the newer. */
    long order() {
        return order;
    }

    /** Takes the place of an older session of the device and begins to send; ends at once if there is a newer one. */
    void open() {
        Sessions.Entry entry = context.sessions().enter(this, context.options().maxDevicesPerUser());
        entry.loser().ifPresent(Session::replaced);
        if (entry.full()) {
            close(RealtimeService.tooManyDevices().closeReason());
        } else {
            run(this::begin);
        }
    }

    /** Wakes the cursor of an account. Callable from any thread; many calls make one task. */
    void ring(AccountType account) {
        Objects.requireNonNull(bells.get(account)).ring();
    }

    private void wake(AccountType account) {
        cursors.wake(account);
        writer.pump();
    }

    /** Ends the session. Callable from any thread. */
    void close(CloseReason reason) {
        run(() -> end(reason));
    }

    @Override
    public void received(String message, Runnable consumed) {
        executor.execute(() -> {
            if (mayAct()) {
                guarded(() -> handle(message, consumed));
            } else {
                consumed.run();
            }
        });
    }

    @Override
    public void unreadable(MessageFault fault, String message, Runnable consumed) {
        run(() -> {
            if (mayAct()) {
                violated(fault.closeCode(), fault.reason());
            }
        });
        executor.execute(consumed);
    }

    @Override
    public void closed(Disconnect disconnect) {
        executor.execute(() -> {
            leave();
            if (connected) {
                int code = disconnect instanceof Disconnect.Closed closed ? closed.code() : CloseReason.ABNORMAL;
                context.tell(new ServerEvent.Disconnected(device, code));
            }
        });
    }

    private void replaced() {
        context.tell(new ServerEvent.Replaced(device));
        close(new CloseReason(CloseReason.REPLACED, "a newer connection of this device"));
    }

    private void expired() {
        if (!ended) {
            end(new CloseReason(CloseReason.UNAUTHORIZED, "the token has expired"));
        }
    }

    private void begin() {
        validFor.ifPresent(time -> expiry = executor.schedule(time, this::expired));
        if (!context.ports().devices().register(device, context.options().maxKnownDevicesPerUser())) {
            context.refused(RealtimeService.tooManyDevices());
            end(RealtimeService.tooManyDevices().closeReason());
            return;
        }
        Map<AccountType, Integer> waiting = cursors.open();
        cursors.all().forEach(writer::addSource);
        if (subprotocol.isV1()) {
            waiting.forEach((account, pending) -> answers.add(ControlFrames.backlog(account, pending)));
        }
        connected = true;
        int backlog = waiting.values().stream().mapToInt(Integer::intValue).sum();
        context.tell(new ServerEvent.Connected(device, subprotocol, backlog));
        lookout.start();
        writer.pump();
    }

    /** What a replaced connection still says is ignored [RTU-54], and so is what follows a fault. */
    private boolean mayAct() {
        return !ended && !faulty && context.sessions().isCurrent(this);
    }

    private void handle(String message, Runnable consumed) {
        long earlierCommands = commands.given();
        try {
            String violation = takeAll(message);
            if (!violation.isEmpty()) {
                faulty = true;
                // The neighbours of a bad frame take effect first, commands among them [RTU-6].
                afterCommandsSince(earlierCommands, () -> violated(CloseReason.POLICY_VIOLATION, violation));
            }
        } finally {
            afterCommandsSince(earlierCommands, () -> answers.whenRoom(consumed));
        }
        writer.pump();
    }

    /** Commands are handled beside the session: a message with some is done with when the last of them is. */
    private void afterCommandsSince(long earlierCommands, Runnable task) {
        if (commands.given() == earlierCommands) {
            task.run();
        } else {
            commands.afterwards(() -> executor.execute(task));
        }
    }

    /** Takes the good frames of a message and says what is wrong with a bad one; empty when there is none. */
    private String takeAll(String message) {
        String violation = "";
        List<Decoded> frames = context.ports().codec().decode(message, Sender.CLIENT, subprotocol);
        for (Decoded frame : frames) {
            if (frame instanceof Decoded.Frame valid) {
                take(valid.message());
            } else if (frame instanceof Decoded.Malformed malformed) {
                violation = malformed.reason();
            } else {
                violation = "wrong direction";
            }
        }
        return violation.isEmpty() && cursors.hasTooManyUnknown() ? "too many replies to unknown refs" : violation;
    }

    private void take(SocketMessage message) {
        if (message.payload() instanceof UpdateReply reply) {
            cursors.replied(message.account(), reply);
        } else if (message.payload() instanceof Command command) {
            commands.handle(
                    message.account(),
                    command,
                    answer -> run(() -> answer(message.account(), answer)),
                    failure -> run(() -> fail("A command handler failed", failure)));
        }
    }

    private void answer(AccountType account, CommandReply reply) {
        if (subprotocol.isV1()) {
            answers.add(context.ports().codec().encode(new SocketMessage(account, reply), subprotocol));
            writer.pump();
        }
    }

    private void violated(int closeCode, String reason) {
        context.tell(new ServerEvent.Malformed(device, closeCode, reason));
        end(new CloseReason(closeCode, reason));
    }

    private void tooSlow() {
        if (!ended) {
            context.tell(new ServerEvent.TooSlow(device));
            end(new CloseReason(CloseReason.TOO_SLOW, "a message could not be written in time"));
        }
    }

    /** The app comes again; what it did not reply is sent again. */
    private void fail(String what, Throwable cause) {
        if (cause instanceof StoreException) {
            context.tell(new ServerEvent.StoreFailed(device, String.valueOf(cause.getMessage())));
        }
        log.error("{}: closing the connection of {}", what, device, cause);
        end(new CloseReason(CloseReason.INTERNAL_ERROR, "internal error"));
    }

    private void end(CloseReason reason) {
        leave();
        connection.close(reason);
    }

    private void leave() {
        if (!ended) {
            ended = true;
            context.sessions().leave(this);
            lookout.stop();
            expiry.cancel();
            writer.stop();
            commands.stop();
            answers.clear();
            cursors.end();
        }
    }

    private void run(Runnable task) {
        executor.execute(() -> {
            if (!ended) {
                guarded(task);
            }
        });
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // Going on would send later updates without those that were under way.
            fail("A session failed", e);
        }
    }
}
