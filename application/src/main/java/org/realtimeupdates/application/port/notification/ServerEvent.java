package org.realtimeupdates.application.port.notification;

import java.util.List;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** Something that happened in the server's half. */
public sealed interface ServerEvent {

    /** A handshake was answered with that HTTP status. */
    record Refused(int status, String reason) implements ServerEvent {}

    /**
     * An update was published; that is committed. Told again for a ref that is published again.
     *
     * @param devices how many devices it is for
     */
    record Published(Recipient to, AccountType account, Ref ref, int devices) implements ServerEvent {}

    /**
     * A device is connected.
     *
     * @param backlog how many updates wait for it, over all accounts
     */
    record Connected(Device device, Subprotocol subprotocol, int backlog) implements ServerEvent {}

    /** A connection that was told of ended with that close code. */
    record Disconnected(Device device, int code) implements ServerEvent {}

    /** A newer connection of the same device took the place of an older one [RTU-54]. */
    record Replaced(Device device) implements ServerEvent {}

    /** A client broke the protocol; the connection is closed with that code. */
    record Malformed(Device device, int closeCode, String reason) implements ServerEvent {}

    /**
     * Updates were handed to a connection, in one message or a part of one.
     *
     * @param updates how many; positive
     * @param again how many of them were handed to an earlier connection too, as far as this process remembers
     */
    record Sent(Device device, AccountType account, int updates, int again) implements ServerEvent {}

    /**
     * As many updates are sent and not replied as the window allows: no more is sent until a reply [RTU-34].
     *
     * @param connection the number of this connection, not used by another one of this process
     */
    record WindowFilled(Device device, AccountType account, long connection) implements ServerEvent {}

    /** A full window has room again, or its connection ended. */
    record WindowFreed(Device device, AccountType account, long connection) implements ServerEvent {}

    /**
     * A device has replied.
     *
     * @param refs those that it named
     * @param removed how many updates were dropped by it
     * @param unknown how many refs do not wait for this device, or were never sent to it [RTU-23]
     */
    record Replied(Device device, AccountType account, UpdateOutcome outcome, List<Ref> refs, int removed, int unknown)
            implements ServerEvent {
        public Replied {
            refs = List.copyOf(refs);
        }
    }

    /** A message could not be written in time [RTU-34]. */
    record TooSlow(Device device) implements ServerEvent {}

    /** The store is at fault; the connection is closed and the client comes again. */
    record StoreFailed(Device device, String reason) implements ServerEvent {}
}
