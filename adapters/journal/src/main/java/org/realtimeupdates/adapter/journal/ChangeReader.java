package org.realtimeupdates.adapter.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.realtimeupdates.adapter.journal.StoredUpdate.Body;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.adapter.mailboxes.SeenRefs;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** Does to an index what a {@link Change} says: as it is written, and again when the journal is opened. */
final class ChangeReader {

    private final Index index;
    private final IntFunction<Segment> segments;
    private boolean ended;

    /**
     * Changes that index.
     *
     * @param segments gives the segment of a number
     */
    ChangeReader(Index index, IntFunction<Segment> segments) {
        this.index = index;
        this.segments = segments;
    }

    /** Whether it was told that nothing comes behind. */
    boolean hasEnded() {
        return ended;
    }

    /**
     * Does all of it.
     *
     * @param source the content of the record
     * @param segment where it stands
     * @param offset where in the segment the first of the source's bytes stands
     */
    void apply(ByteSource source, Segment segment, int offset) {
        List<MailboxEntry> mailboxes = new ArrayList<>();
        Recipients recipients = new Recipients();
        while (source.hasMore()) {
            int tag = source.getByte();
            switch (tag) {
                case Change.KNOWN -> index.makeKnown(device(source));
                case Change.SEEN -> index.device(device(source)).seen(time(source));
                case Change.FORGOTTEN -> index.forget(device(source));
                case Change.MAILBOX -> mailboxes.add(index.mailbox(mailbox(source)));
                case Change.PUT -> put(source, segment, offset, mailboxes, recipients);
                case Change.REMOVED -> removed(source, mailboxes.get((int) source.getNumber()));
                case Change.LET_GO -> mailboxes.get((int) source.getNumber()).letGo(time(source));
                case Change.COMMAND -> command(source);
                case Change.NOTED -> noted(source, mailboxes.get((int) source.getNumber()));
                case Change.MOVED -> moved(source, segment, offset, mailboxes.get((int) source.getNumber()));
                case Change.GAVE_OUT -> index.gaveOut(source.getLong());
                case Change.REFS -> refs(source, mailboxes.get((int) source.getNumber()));
                case Change.STORED -> stored(source, mailboxes, recipients);
                case Change.END -> ended = true;
                default -> throw new IllegalStateException("a change of unknown kind " + tag);
            }
        }
    }

    private void put(
            ByteSource source, Segment segment, int offset, List<MailboxEntry> mailboxes, Recipients recipients) {
        int begin = source.at();
        UpdateHead head = UpdateHead.read(source, mailboxes, recipients);
        int frameBytes = source.getCount();
        put(head, frameBytes, body(source, begin, segment, offset));
    }

    private void stored(ByteSource source, List<MailboxEntry> mailboxes, Recipients recipients) {
        UpdateHead head = UpdateHead.read(source, mailboxes, recipients);
        int frameBytes = (int) source.getNumber();
        Segment segment = segments.apply(source.getInt());
        int offset = source.getInt();
        int bytes = (int) source.getNumber();
        int weight = (int) source.getNumber();
        put(head, frameBytes, new Body(segment, offset, bytes, weight, source.getInt()));
    }

    private void put(UpdateHead head, int frameBytes, Body body) {
        StoredUpdate update = new StoredUpdate(
                head.position, head.since, head.reset, head.ref, head.content, frameBytes, head.recipients, body);
        for (MailboxEntry mailbox : head.recipients) {
            mailbox.put(update);
        }
        index.gaveOut(head.position);
    }

    /** The text that stands there, of an update whose record began at that place of the source. */
    private static Body body(ByteSource source, int begin, Segment segment, int offset) {
        int bytes = source.getInt();
        int at = source.at();
        source.skip(bytes);
        int crc = RecordFormat.crc(source.bytes(), at, at + bytes);
        return new Body(segment, offset + at, bytes, source.at() - begin, crc);
    }

    private static void removed(ByteSource source, MailboxEntry mailbox) {
        Instant now = time(source);
        int count = source.getCount();
        long position = 0;
        for (int i = 0; i < count; i++) {
            position += source.getNumber();
            mailbox.remove(find(mailbox, position), now);
        }
    }

    private static void moved(ByteSource source, Segment segment, int offset, MailboxEntry mailbox) {
        int begin = source.at();
        StoredUpdate update = find(mailbox, source.getLong());
        update.move(body(source, begin, segment, offset));
    }

    private static StoredUpdate find(MailboxEntry mailbox, long position) {
        StoredUpdate update = mailbox.waiting().find(position);
        if (update == null) {
            throw new IllegalStateException("an update that does not wait");
        }
        return update;
    }

    private void command(ByteSource source) {
        DeviceEntry device = index.device(device(source));
        Ref ref = new Ref(source.getText());
        int attempts = (int) source.getNumber();
        long changed = source.getLong();
        int outcome = source.getByte();
        Optional<CommandOutcome> known = switch (outcome) {
            case Change.NO_OUTCOME -> Optional.empty();
            case Change.PROCESSED -> Optional.of(CommandOutcome.processed());
            case Change.REJECTED -> Optional.of(CommandOutcome.rejected(source.getText()));
            default -> throw new IllegalStateException("an outcome of unknown kind " + outcome);
        };
        device.commands().put(ref, new HandledCommand(known, attempts, changed));
    }

    private static void noted(ByteSource source, MailboxEntry mailbox) {
        Ref ref = new Ref(source.getText());
        UpdateOutcome outcome =
                source.getByte() == Change.QUARANTINED ? UpdateOutcome.QUARANTINED : UpdateOutcome.UNSUPPORTED;
        mailbox.note(ref, outcome, time(source));
    }

    private static void refs(ByteSource source, MailboxEntry mailbox) {
        SeenRefs.Age age = mailbox.seen().youngest(time(source), time(source));
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            Digest ref = source.getDigest();
            age.add(ref, source.getDigest());
        }
    }

    private static Mailbox mailbox(ByteSource source) {
        Device device = device(source);
        return new Mailbox(device, source.getByte() == 0 ? AccountType.PERSONAL : AccountType.BUSINESS);
    }

    private static Device device(ByteSource source) {
        String user = source.getText();
        return new Device(user, source.getText());
    }

    private static Instant time(ByteSource source) {
        return Instant.ofEpochMilli(source.getLong());
    }

    /** What is said of an update that waits, but for its text. */
    private record UpdateHead(
            long position, long since, boolean reset, Digest ref, Digest content, List<MailboxEntry> recipients) {

        static UpdateHead read(ByteSource source, List<MailboxEntry> mailboxes, Recipients recipients) {
            long position = source.getLong();
            long since = source.getLong();
            boolean reset = source.getByte() == Change.RESET;
            Digest ref = source.getDigest();
            Digest content = source.getDigest();
            int count = source.getCount();
            List<MailboxEntry> to = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                to.add(mailboxes.get((int) source.getNumber()));
            }
            return new UpdateHead(position, since, reset, ref, content, recipients.shared(to));
        }
    }

    /** Gives one list to updates that follow each other into the same mailboxes. */
    private static final class Recipients {

        private List<MailboxEntry> last = List.of();

        List<MailboxEntry> shared(List<MailboxEntry> recipients) {
            if (!last.equals(recipients)) {
                last = List.copyOf(recipients);
            }
            return last;
        }
    }
}
