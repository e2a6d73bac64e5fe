package org.realtimeupdates.application.server;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** The cursors of one session, one for each account. Belongs to its executor. */
final class Cursors {

    /** So many refs may be unknown, and one more for each update sent: a healthy app comes nowhere near it. */
    static final int MAX_UNKNOWN = 10_000;

    private final Device device;
    private final long connection;
    private final Subprotocol subprotocol;
    private final SessionContext context;
    private final Map<AccountType, Cursor> cursors = new EnumMap<>(AccountType.class);
    private long unknownRefs;

    /**
     * None yet.
     *
     * @param connection the number of the connection
     */
    Cursors(Device device, long connection, Subprotocol subprotocol, SessionContext context) {
        this.device = device;
        this.connection = connection;
        this.subprotocol = subprotocol;
        this.context = context;
    }

    /** Opens one before the first update of each account; how many updates wait there. */
    Map<AccountType, Integer> open() {
        PendingUpdates pending = context.ports().pendingUpdates();
        Consumer<ServerEvent> events = context::tell;
        Map<AccountType, Integer> waiting = new EnumMap<>(AccountType.class);
        for (AccountType account : AccountType.values()) {
            Mailbox mailbox = new Mailbox(device, account);
            Backlog backlog = pending.backlog(mailbox);
            long sentEarlier = context.sessions().sentEarlier(mailbox);
            DeliveryReport report = new DeliveryReport(mailbox, connection, sentEarlier, events);
            cursors.put(account, new Cursor(mailbox, pending, context.options(), subprotocol, backlog, report));
            waiting.put(account, backlog.count());
        }
        return waiting;
    }

    Collection<Cursor> all() {
        return cursors.values();
    }

    /** There may be something new. Nothing happens before they are open. */
    void wake(AccountType account) {
        Cursor cursor = cursors.get(account);
        if (cursor != null) {
            cursor.wake();
        }
    }

    /** Drops what was replied, as far as it was sent to this device [RTU-23]. */
    void replied(AccountType account, UpdateReply reply) {
        Cursor cursor = Objects.requireNonNull(cursors.get(account));
        Mailbox mailbox = cursor.mailbox();
        long sent = Math.max(cursor.sent(), context.sessions().sentEarlier(mailbox));
        int removed = context.ports().pendingUpdates().remove(mailbox, reply.refs(), sent);
        cursor.replied(reply.refs());
        int unknown = reply.refs().size() - removed;
        unknownRefs += unknown;
        // Of a reply with other refs than its own nothing is noted.
        if (unknown == 0 && reply.outcome() != UpdateOutcome.PROCESSED) {
            context.ports().unappliedUpdates().record(mailbox, reply.refs(), reply.outcome());
        }
        context.tell(new ServerEvent.Replied(device, account, reply.outcome(), reply.refs(), removed, unknown));
    }

    /** Whether more refs were unknown on this connection than a healthy app can name. */
    boolean hasTooManyUnknown() {
        long given = cursors.values().stream().mapToLong(Cursor::given).sum();
        return unknownRefs > MAX_UNKNOWN + given;
    }

    /** Remembers what was sent; the connection ended. */
    void end() {
        for (Cursor cursor : cursors.values()) {
            context.sessions().rememberSent(cursor.mailbox(), cursor.sent());
            cursor.end();
        }
    }
}
