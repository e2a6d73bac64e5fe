package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.realtimeupdates.adapter.journal.StoredUpdate.Body;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Ref;

/** Reads the texts of updates: those that stand near each other together. */
final class Pages {

    private static final int MAX_GAP = 4 << 10;
    private static final int MAX_BYTES = 1 << 20;

    private final Storage storage;

    Pages(Storage storage) {
        this.storage = storage;
    }

    /**
     * The updates, in that order. Their segments are not closed meanwhile.
     *
     * @throws StoreException when one cannot be read, or is not as it was written
     */
    List<PendingUpdate> read(List<Selected> selected) {
        List<PendingUpdate> updates = new ArrayList<>(selected.size());
        int from = 0;
        while (from < selected.size()) {
            int to = endOfRun(selected, from);
            Body first = selected.get(from).body;
            Body last = selected.get(to - 1).body;
            byte[] bytes = read(first, last.offset() + last.bytes() - first.offset());
            for (Selected update : selected.subList(from, to)) {
                updates.add(update(update, bytes, update.body.offset() - first.offset()));
            }
            from = to;
        }
        return updates;
    }

    /** The text of one. */
    byte[] read(Body body) {
        byte[] bytes = read(body, body.bytes());
        requireSound(body, bytes, 0);
        return bytes;
    }

    private static int endOfRun(List<Selected> selected, int from) {
        Body first = selected.get(from).body;
        int to = from + 1;
        while (to < selected.size()) {
            Body before = selected.get(to - 1).body;
            Body next = selected.get(to).body;
            int gap = next.offset() - before.offset() - before.bytes();
            boolean near = next.segment() == first.segment() && gap >= 0 && gap <= MAX_GAP;
            if (!near || next.offset() + next.bytes() - first.offset() > MAX_BYTES) {
                break;
            }
            to++;
        }
        return to;
    }

    private byte[] read(Body first, int length) {
        byte[] bytes = new byte[length];
        try {
            if (first.segment().file().read(first.offset(), bytes, 0, length) < length) {
                throw damaged(first);
            }
            return bytes;
        } catch (IOException e) {
            throw new StoreException(name(first) + " cannot be read", e);
        }
    }

    private PendingUpdate update(Selected selected, byte[] bytes, int at) {
        Body body = selected.body;
        requireSound(body, bytes, at);
        ByteSource source = new ByteSource(bytes, at, at + body.bytes());
        Ref ref = new Ref(source.getText());
        String frame = new String(bytes, source.at(), at + body.bytes() - source.at(), StandardCharsets.UTF_8);
        return new PendingUpdate(selected.position, ref, frame, selected.reset);
    }

    private void requireSound(Body body, byte[] bytes, int at) {
        if (RecordFormat.crc(bytes, at, at + body.bytes()) != body.crc()) {
            throw damaged(body);
        }
    }

    private StoreException damaged(Body body) {
        return new StoreException(name(body) + " is damaged at offset " + body.offset());
    }

    private String name(Body body) {
        return storage.describe(body.segment().name());
    }

    /** An update to read. */
    record Selected(long position, boolean reset, Body body) {

        static Selected of(StoredUpdate update) {
            return new Selected(update.position(), update.isReset(), update.body());
        }
    }
}
