package org.realtimeupdates.adapter.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.mailboxes.NewestEntries;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** All that is remembered of one device. Guarded by the lock of the journal. */
final class DeviceEntry {

    /** So many commands are remembered; the oldest are forgotten. */
    private static final int MAX_COMMANDS = 10_000;

    private final Device device;
    private final Map<AccountType, MailboxEntry> mailboxes = new EnumMap<>(AccountType.class);
    private final Map<Ref, HandledCommand> commands = new NewestEntries<>(MAX_COMMANDS);
    private boolean known;
    private @Nullable Instant lastSeen;

    DeviceEntry(Device device) {
        this.device = device;
    }

    Device device() {
        return device;
    }

    /** Whether updates for its user are kept for it too. */
    boolean isKnown() {
        return known;
    }

    void makeKnown() {
        known = true;
    }

    Optional<Instant> lastSeen() {
        return Optional.ofNullable(lastSeen);
    }

    void seen(Instant now) {
        lastSeen = now;
    }

    List<MailboxEntry> mailboxes() {
        return new ArrayList<>(mailboxes.values());
    }

    Optional<MailboxEntry> findMailbox(AccountType account) {
        return Optional.ofNullable(mailboxes.get(account));
    }

    MailboxEntry mailbox(AccountType account, Duration refMemory) {
        return mailboxes.computeIfAbsent(account, key -> new MailboxEntry(new Mailbox(device, key), refMemory));
    }

    Map<Ref, HandledCommand> commands() {
        return commands;
    }

    /** Forgets refs and commands that were remembered long enough. */
    void forgetOld(Instant now, Duration commandMemory) {
        mailboxes.values().forEach(mailbox -> mailbox.seen().forgetOld(now));
        long until = now.minus(commandMemory).toEpochMilli();
        Iterator<HandledCommand> oldestFirst = commands.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().changed() <= until) {
            oldestFirst.remove();
        }
    }

    /** Whether nothing is to be kept of it. */
    boolean isEmpty() {
        return !known && commands.isEmpty() && mailboxes.values().stream().allMatch(MailboxEntry::isEmpty);
    }
}
