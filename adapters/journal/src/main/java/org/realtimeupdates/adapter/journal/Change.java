package org.realtimeupdates.adapter.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.adapter.journal.StoredUpdate.Body;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.adapter.mailboxes.KeptUpdate;
import org.realtimeupdates.adapter.mailboxes.SeenRefs;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates.Unapplied;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/**
 * What is going to happen to the index, written as a record: all of it or nothing. It says what happens and not what was asked for, so that
 * it reads the same whatever limits hold and whatever time it is. Read by {@link ChangeReader}. Used for one record after the other.
 */
final class Change {

    static final int KNOWN = 1;
    static final int SEEN = 2;
    static final int FORGOTTEN = 3;
    static final int MAILBOX = 4;
    static final int PUT = 5;
    static final int REMOVED = 6;
    static final int LET_GO = 7;
    static final int COMMAND = 8;
    static final int NOTED = 9;
    static final int MOVED = 10;
    static final int GAVE_OUT = 11;
    static final int REFS = 12;
    static final int STORED = 13;
    static final int END = 14;

    static final int RESET = 1;

    static final int NO_OUTCOME = 0;
    static final int PROCESSED = 1;
    static final int REJECTED = 2;

    static final int QUARANTINED = 1;
    static final int UNSUPPORTED = 2;

    private final ByteSink sink = new ByteSink();
    private final Map<Mailbox, Integer> mailboxes = new HashMap<>();

    Change() {
        clear();
    }

    /** Begins the next record. */
    void clear() {
        RecordFormat.begin(sink);
        mailboxes.clear();
    }

    boolean isEmpty() {
        return sink.size() == RecordFormat.HEADER;
    }

    /** The record, its header not finished yet. */
    ByteSink sink() {
        return sink;
    }

    /** The device is known from now on. */
    void known(Device device) {
        begin(KNOWN, device);
    }

    void seen(Device device, Instant now) {
        begin(SEEN, device);
        putTime(now);
    }

    void forgotten(Device device) {
        begin(FORGOTTEN, device);
    }

    /** An update is put behind what waits in those mailboxes. */
    void put(long position, KeptUpdate update, Collection<Mailbox> to) {
        int[] numbers = numbers(to);
        long since = update.since().toEpochMilli();
        sink.putByte(PUT);
        putUpdate(position, since, update.isReset(), update.refDigest(), update.content(), numbers);
        byte[] bytes = update.frame().getBytes(StandardCharsets.UTF_8);
        sink.putNumber(bytes.length);
        int length = sink.size();
        sink.putInt(0);
        sink.putText(update.ref().value());
        sink.putBytes(bytes, bytes.length);
        sink.setInt(length, sink.size() - length - Integer.BYTES);
    }

    /** Updates are taken out of a mailbox, in the order of their positions. */
    void removed(Mailbox mailbox, Instant now, Collection<StoredUpdate> updates) {
        begin(REMOVED, mailbox);
        putTime(now);
        sink.putNumber(updates.size());
        long before = 0;
        for (StoredUpdate update : updates) {
            sink.putNumber(update.position() - before);
            before = update.position();
        }
    }

    /** All that waits in a mailbox is taken out. */
    void letGo(Mailbox mailbox, Instant now) {
        begin(LET_GO, mailbox);
        putTime(now);
    }

    /** What is remembered of a command from now on. */
    void command(Device device, Ref ref, HandledCommand command) {
        begin(COMMAND, device);
        sink.putText(ref.value());
        sink.putNumber(command.attempts());
        sink.putLong(command.changed());
        if (command.outcome().isEmpty()) {
            sink.putByte(NO_OUTCOME);
        } else if (command.outcome().get() instanceof CommandOutcome.Rejected rejected) {
            sink.putByte(REJECTED);
            sink.putText(rejected.reason());
        } else if (command.outcome().get() instanceof CommandOutcome.Processed) {
            sink.putByte(PROCESSED);
        } else {
            throw new IllegalArgumentException("outcome: a command is processed or rejected");
        }
    }

    void noted(Mailbox mailbox, Unapplied noted) {
        begin(NOTED, mailbox);
        sink.putText(noted.ref().value());
        sink.putByte(noted.outcome() == UpdateOutcome.QUARANTINED ? QUARANTINED : UNSUPPORTED);
        putTime(noted.since());
    }

    /** The text of an update stands here from now on. */
    void moved(Mailbox holder, long position, byte[] body) {
        begin(MOVED, holder);
        sink.putLong(position);
        sink.putInt(body.length);
        sink.putBytes(body, body.length);
    }

    /** Positions up to that were given out. */
    void gaveOut(long position) {
        sink.putByte(GAVE_OUT);
        sink.putLong(position);
    }

    /** So many refs that a mailbox has let go of, more of one age: each is given next, by {@link #ref}. */
    void refs(Mailbox mailbox, SeenRefs.Age age, int count) {
        begin(REFS, mailbox);
        putTime(age.begun());
        putTime(age.last());
        sink.putNumber(count);
    }

    void ref(Digest ref, Digest content) {
        sink.putDigest(ref);
        sink.putDigest(content);
    }

    /** An update that waits, where, and where its text is. */
    void stored(StoredUpdate update) {
        List<MailboxEntry> holders = update.holders();
        int[] numbers = new int[holders.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(holders.get(i).mailbox());
        }
        sink.putByte(STORED);
        putUpdate(update.position(), update.since(), update.isReset(), update.ref(), update.content(), numbers);
        sink.putNumber(update.bytes());
        Body body = update.body();
        sink.putInt(body.segment().number());
        sink.putInt(body.offset());
        sink.putNumber(body.bytes());
        sink.putNumber(body.weight());
        sink.putInt(body.crc());
    }

    /** Nothing comes behind it. */
    void end() {
        sink.putByte(END);
    }

    private void putUpdate(long position, long since, boolean reset, Digest ref, Digest content, int[] numbers) {
        sink.putLong(position);
        sink.putLong(since);
        sink.putByte(reset ? RESET : 0);
        sink.putDigest(ref);
        sink.putDigest(content);
        sink.putNumber(numbers.length);
        for (int number : numbers) {
            sink.putNumber(number);
        }
    }

    private int[] numbers(Collection<Mailbox> some) {
        return some.stream().mapToInt(this::number).toArray();
    }

    private void begin(int tag, Device device) {
        sink.putByte(tag);
        sink.putText(device.user());
        sink.putText(device.id());
    }

    private void begin(int tag, Mailbox mailbox) {
        int number = number(mailbox);
        sink.putByte(tag);
        sink.putNumber(number);
    }

    /** Mailboxes are named once in a record, and numbered in the order they come. */
    private int number(Mailbox mailbox) {
        Integer known = mailboxes.get(mailbox);
        if (known != null) {
            return known;
        }
        int number = mailboxes.size();
        mailboxes.put(mailbox, number);
        begin(MAILBOX, mailbox.device());
        sink.putByte(mailbox.account() == AccountType.PERSONAL ? 0 : 1);
        return number;
    }

    private void putTime(Instant time) {
        sink.putLong(time.toEpochMilli());
    }
}
