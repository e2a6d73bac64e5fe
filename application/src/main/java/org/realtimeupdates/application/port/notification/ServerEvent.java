package org.realtimeupdates.application.port.notification;

import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.UpdateOutcome;

/** Something that happened in the server's half. */
public sealed interface ServerEvent {

    /** A handshake was answered with that HTTP status. */
    record Refused(int status, String reason) implements ServerEvent {}

    /** A device is connected. */
    record Connected(Device device, Subprotocol subprotocol) implements ServerEvent {}

    /** A connection ended with that close code. */
    record Disconnected(Device device, int code) implements ServerEvent {}

    /** A newer connection of the same device took the place of an older one [RTU-54]. */
    record Replaced(Device device) implements ServerEvent {}

    /** A client broke the protocol; the connection is closed with that code. */
    record Malformed(Device device, int closeCode, String reason) implements ServerEvent {}

    /**
     * A device has replied.
     *
     * @param removed how many updates were dropped by it
     * @param unknown how many refs do not wait for this device, or were never sent to it [RTU-23]
     */
    record Replied(Device device, AccountType account, UpdateOutcome outcome, int removed, int unknown)
            implements ServerEvent {}

    /** A message could not be written in time [RTU-34]. */
    record TooSlow(Device device) implements ServerEvent {}

    /** The store is at fault; the connection is closed and the client comes again. */
    record StoreFailed(Device device, String reason) implements ServerEvent {}
}
