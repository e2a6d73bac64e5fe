package org.realtimeupdates.adapter.jdbc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Mailboxes;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;

/**
 * A user whose row is locked until the transaction ends: nobody else adds devices or updates meanwhile, so that what is committed
 * later has the later position. Holds what is going to be written.
 */
final class LockedUser {

    private final long id;
    private final String name;
    private final long positionBefore;
    private final Map<String, Map<AccountType, PlannedMailbox>> devices = new LinkedHashMap<>();
    private final List<Device> newDevices = new ArrayList<>();
    private final List<PlannedUpdate> updates = new ArrayList<>();
    private long lastPosition;

    LockedUser(long id, String name, long lastPosition) {
        if (lastPosition < Mailboxes.START) {
            throw new IllegalArgumentException("lastPosition: at least " + Mailboxes.START + ", got " + lastPosition);
        }
        this.id = id;
        this.name = name;
        this.positionBefore = lastPosition;
        this.lastPosition = lastPosition;
    }

    /** Its row. */
    long id() {
        return id;
    }

    String name() {
        return name;
    }

    long nextPosition() {
        return ++lastPosition;
    }

    long lastPosition() {
        return lastPosition;
    }

    boolean hasNewPositions() {
        return lastPosition > positionBefore;
    }

    /** That mailbox of a known device. */
    PlannedMailbox mailbox(String device, AccountType account) {
        return find(device, account).orElseThrow();
    }

    /** The mailbox, if its device is known. */
    Optional<PlannedMailbox> find(String device, AccountType account) {
        return Optional.ofNullable(devices.get(device)).map(mailboxes -> mailboxes.get(account));
    }

    /** The mailboxes of all known devices, of that account. */
    List<PlannedMailbox> mailboxes(AccountType account) {
        return mailboxes().stream()
                .filter(mailbox -> mailbox.account() == account)
                .toList();
    }

    /** All mailboxes of all known devices. */
    List<PlannedMailbox> mailboxes() {
        return devices.values().stream()
                .flatMap(mailboxes -> mailboxes.values().stream())
                .toList();
    }

    /** A device that is known. */
    void found(String device) {
        Map<AccountType, PlannedMailbox> mailboxes = new EnumMap<>(AccountType.class);
        for (AccountType account : AccountType.values()) {
            mailboxes.put(account, new PlannedMailbox(this, new Device(name, device), account));
        }
        devices.putIfAbsent(device, mailboxes);
    }

    /** Whether the device is known, or fewer than so many are. */
    boolean hasRoomFor(String device, int maxDevices) {
        return devices.containsKey(device) || devices.size() < maxDevices;
    }

    /** Makes a device known if it is not. */
    void addDevice(String device) {
        if (!devices.containsKey(device)) {
            found(device);
            newDevices.add(new Device(name, device));
            // A joined transaction with a snapshot of its own, taken before, must not overlook the device.
            nextPosition();
        }
    }

    /** The devices that are going to be known. */
    List<Device> newDevices() {
        return newDevices;
    }

    void add(PlannedUpdate update) {
        updates.add(update);
    }

    /** The updates that are going to be written, resets excepted. */
    List<PlannedUpdate> updates() {
        return updates;
    }
}
