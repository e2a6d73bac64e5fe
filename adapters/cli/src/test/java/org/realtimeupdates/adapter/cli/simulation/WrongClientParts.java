package org.realtimeupdates.adapter.cli.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.realtimeupdates.application.client.UpdateAction;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.notification.Notification;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateReply;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** Ways to break an app around its core: notifications, codec, executors. */
final class WrongClientParts implements Wiring {

    private final Kind kind;

    private WrongClientParts(Kind kind) {
        this.kind = kind;
    }

    enum Kind {
        NOTIFIES_IN_THE_ACTION,
        NOTIFIES_TWICE,
        SILENCE_IGNORED,
        LAST_FRAME_LOST,
        ACCOUNTS_CONFUSED,
        REPLIES_CONFUSED,
        REPLIES_AHEAD,
        TASKS_REORDERED;

        Wiring wiring() {
            return new WrongClientParts(this);
        }
    }

    @Override
    public <E extends Entity> UpdateAction<E> action(UpdateAction<E> action, Notifier notifier) {
        if (kind != Kind.NOTIFIES_IN_THE_ACTION) {
            return action;
        }
        return (context, entities) -> {
            Notification early = new Notification(context.account(), context.ref(), context.action(), "note", entities);
            notifier.notify(context.account(), List.of(early), 0);
            action.apply(context, entities);
        };
    }

    @Override
    public Notifier notifier(Notifier notifier) {
        if (kind != Kind.NOTIFIES_TWICE) {
            return notifier;
        }
        return (account, notifications, omitted) -> {
            notifier.notify(account, notifications, omitted);
            notifier.notify(account, notifications, omitted);
        };
    }

    @Override
    public Scheduler clientScheduler(Scheduler scheduler) {
        return kind == Kind.TASKS_REORDERED ? () -> new Reordering(scheduler.newSerialExecutor()) : scheduler;
    }

    @Override
    public MessageCodec clientCodec(MessageCodec codec) {
        return new MessageCodec() {

            private final Deque<Ref> lately = new ArrayDeque<>();

            @Override
            public List<Decoded> decode(String message, Sender sender, Subprotocol subprotocol) {
                List<Decoded> decoded = new ArrayList<>(codec.decode(message, sender, subprotocol));
                if (kind == Kind.LAST_FRAME_LOST && decoded.size() > 1 && sender == Sender.SERVER) {
                    decoded.remove(decoded.size() - 1);
                }
                decoded.replaceAll(WrongClientParts.this::changed);
                decoded.forEach(frame -> {
                    if (frame instanceof Decoded.Frame valid && valid.message().payload() instanceof Update update) {
                        lately.add(update.ref());
                    }
                });
                return decoded;
            }

            @Override
            public String encode(SocketMessage message, Subprotocol subprotocol) {
                return codec.encode(answered(message, lately), subprotocol);
            }
        };
    }

    private Decoded changed(Decoded frame) {
        if (!(frame instanceof Decoded.Frame valid) || !(valid.message().payload() instanceof Update update)) {
            return frame;
        }
        SocketMessage message = valid.message();
        if (kind == Kind.SILENCE_IGNORED) {
            Update loud = new Update(update.ref(), false, update.action(), update.payload());
            message = new SocketMessage(message.account(), loud);
        } else if (kind == Kind.ACCOUNTS_CONFUSED) {
            message = new SocketMessage(other(message.account()), update);
        }
        return new Decoded.Frame(message, valid.text());
    }

    private SocketMessage answered(SocketMessage message, Deque<Ref> lately) {
        if (!(message.payload() instanceof UpdateReply reply)) {
            return message;
        }
        if (kind == Kind.REPLIES_CONFUSED) {
            return new SocketMessage(other(message.account()), reply);
        }
        if (kind == Kind.REPLIES_AHEAD && !lately.isEmpty() && reply.refs().size() < 900) {
            List<Ref> more = new ArrayList<>(reply.refs());
            more.add(lately.getLast());
            return new SocketMessage(
                    message.account(), new UpdateReply(more.stream().distinct().toList(), reply.outcome()));
        }
        return message;
    }

    private static AccountType other(AccountType account) {
        return account == AccountType.PERSONAL ? AccountType.BUSINESS : AccountType.PERSONAL;
    }

    /** Runs the newest waiting task first. */
    private static final class Reordering implements SerialExecutor {

        private final SerialExecutor right;
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        Reordering(SerialExecutor right) {
            this.right = right;
        }

        @Override
        public void execute(Runnable task) {
            waiting.push(task);
            right.execute(() -> waiting.pop().run());
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            return right.schedule(delay, task);
        }
    }
}
