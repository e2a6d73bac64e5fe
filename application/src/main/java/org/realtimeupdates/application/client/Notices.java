package org.realtimeupdates.application.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.realtimeupdates.application.port.notification.Notification;
import org.realtimeupdates.domain.AccountType;

/**
 * The notifications of one account: live ones are shown at once, those of a backlog together at its end [RTU-35]. Belongs to
 * its lane's executor.
 */
final class Notices {

    /** Of a longer backlog the newest are kept, and the others counted. */
    private static final int MAX_HELD = 1_000;

    private final AccountType account;
    private final ClientEvents events;
    private final Deque<Notification> held = new ArrayDeque<>();
    private long omitted;
    private boolean inBacklog;

    Notices(AccountType account, ClientEvents events) {
        this.account = account;
        this.events = events;
    }

    boolean inBacklog() {
        return inBacklog;
    }

    /** A connection is open; whether it begins with a backlog. */
    void opened(boolean withBacklog) {
        inBacklog = withBacklog;
        show();
    }

    void caughtUp() {
        inBacklog = false;
        show();
    }

    void add(List<Notification> notifications) {
        for (Notification notification : notifications) {
            if (held.size() == MAX_HELD) {
                held.remove();
                omitted++;
            }
            held.add(notification);
        }
        show();
    }

    private void show() {
        if (!inBacklog && !held.isEmpty()) {
            List<Notification> notifications = List.copyOf(held);
            long left = omitted;
            held.clear();
            omitted = 0;
            events.notify(account, notifications, left);
        }
    }
}
