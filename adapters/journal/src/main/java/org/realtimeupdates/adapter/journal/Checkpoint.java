package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.adapter.journal.Storage.StorageFile;
import org.realtimeupdates.adapter.mailboxes.SeenRefs;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates.Unapplied;

/** A file with all that an index knows, as changes to an empty one: what stands in earlier segments need not be read any more. */
final class Checkpoint {

    static final String TEMPORARY = "checkpoint.tmp";

    private static final String SUFFIX = ".checkpoint";
    private static final int RECORD_BYTES = 256 << 10;
    private static final int REFS_AT_ONCE = 2_048;

    private final StorageFile file;
    private final Change change = new Change();
    private long bytes;

    private Checkpoint(StorageFile file) {
        this.file = file;
    }

    /** The number of the checkpoint in a file of that name; empty for another file. */
    static Optional<Integer> numberIn(String name) {
        return Numbered.find(name, SUFFIX);
    }

    static String name(int number) {
        return Numbered.name(number, SUFFIX);
    }

    /**
     * Writes one, durably, at once or not at all.
     *
     * @param number of the first segment that is to be read behind it
     * @return its size
     */
    static long write(Storage storage, int number, Index index) throws IOException {
        long size;
        try (StorageFile file = storage.create(TEMPORARY)) {
            FileHeader.write(file, FileHeader.CHECKPOINT, number);
            Checkpoint checkpoint = new Checkpoint(file);
            checkpoint.write(index);
            file.sync();
            size = checkpoint.bytes;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        storage.rename(TEMPORARY, name(number));
        storage.sync();
        return size;
    }

    private void write(Index index) {
        change.gaveOut(index.lastPosition());
        for (String user : index.users()) {
            List<MailboxEntry> mailboxes = new ArrayList<>();
            for (DeviceEntry device : index.devicesOf(user)) {
                write(device);
                mailboxes.addAll(device.mailboxes());
            }
            for (MailboxEntry mailbox : mailboxes) {
                write(mailbox);
            }
            writeUpdates(mailboxes);
        }
        change.end();
        flush();
    }

    private void write(DeviceEntry device) {
        if (device.isKnown()) {
            change.known(device.device());
        }
        device.lastSeen().ifPresent(seen -> change.seen(device.device(), seen));
        for (var command : device.commands().entrySet()) {
            change.command(device.device(), command.getKey(), command.getValue());
            flushIfLarge();
        }
    }

    private void write(MailboxEntry mailbox) {
        for (Unapplied noted : mailbox.noted()) {
            change.noted(mailbox.mailbox(), noted);
        }
        for (SeenRefs.Age age : mailbox.seen().ages()) {
            write(mailbox, age);
        }
        flushIfLarge();
    }

    private void write(MailboxEntry mailbox, SeenRefs.Age age) {
        int count = age.count();
        int[] written = {0};
        age.forEach((ref, content) -> {
            if (written[0] % REFS_AT_ONCE == 0) {
                flushIfLarge();
                change.refs(mailbox.mailbox(), age, Math.min(REFS_AT_ONCE, count - written[0]));
            }
            change.ref(ref, content);
            written[0]++;
        });
    }

    /** Each once, and in the order of their positions. */
    private void writeUpdates(List<MailboxEntry> mailboxes) {
        List<StoredUpdate> updates = new ArrayList<>();
        for (MailboxEntry mailbox : mailboxes) {
            for (StoredUpdate update : mailbox.waiting().all()) {
                if (update.holders().get(0) == mailbox) {
                    updates.add(update);
                }
            }
        }
        updates.sort(Comparator.comparingLong(StoredUpdate::position));
        for (StoredUpdate update : updates) {
            change.stored(update);
            flushIfLarge();
        }
    }

    private void flushIfLarge() {
        if (change.sink().size() > RECORD_BYTES) {
            flush();
        }
    }

    private void flush() {
        ByteSink record = change.sink();
        RecordFormat.end(record, 0);
        try {
            file.append(record.bytes(), 0, record.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes += record.size();
        change.clear();
    }
}
