package org.realtimeupdates.application.server;

import java.util.function.Consumer;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

/** Tells what one cursor sends, and when its window is full. Belongs to its session's executor. */
final class DeliveryReport {

    private final Device device;
    private final AccountType account;
    private final long connection;
    private final long sentEarlier;
    private final Consumer<ServerEvent> events;
    private int updates;
    private int again;
    private boolean full;

    /**
     * A report on which nothing is to tell yet.
     *
     * @param connection the number of the connection
     * @param sentEarlier up to what position earlier connections have sent
     */
    DeliveryReport(Mailbox mailbox, long connection, long sentEarlier, Consumer<ServerEvent> events) {
        this.device = mailbox.device();
        this.account = mailbox.account();
        this.connection = connection;
        this.sentEarlier = sentEarlier;
        this.events = events;
    }

    /** The update at that position was put into a message. */
    void sent(long position) {
        updates++;
        if (position <= sentEarlier) {
            again++;
        }
    }

    /** Tells what happened since the last time. */
    void tell(boolean windowFull) {
        if (updates > 0) {
            events.accept(new ServerEvent.Sent(device, account, updates, again));
            updates = 0;
            again = 0;
        }
        if (windowFull != full) {
            full = windowFull;
            events.accept(
                    full
                            ? new ServerEvent.WindowFilled(device, account, connection)
                            : new ServerEvent.WindowFreed(device, account, connection));
        }
    }
}
