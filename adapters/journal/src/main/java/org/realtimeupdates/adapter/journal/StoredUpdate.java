package org.realtimeupdates.adapter.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.adapter.mailboxes.WaitingUpdate;

/**
 * An update that waits: one object for all mailboxes that it waits in. Its text, ref and frame, is in a segment. Guarded by the lock of the
 * journal.
 */
final class StoredUpdate implements WaitingUpdate {

    private final long position;
    private final long since;
    private final boolean reset;

    /** Two digests, here as numbers: as objects they would be two more for the garbage collector to copy. */
    private final long refHigh;

    private final long refLow;
    private final long contentHigh;
    private final long contentLow;
    private final int frameBytes;

    /** The mailboxes it was put into; shared by updates that were put into the same ones. */
    private final List<MailboxEntry> recipients;

    private int holders;
    private Segment segment;
    private int offset;
    private int bodyBytes;
    private int weight;
    private int crc;

    /** Others that wait in the same segment. */
    @Nullable
    StoredUpdate next;

    @Nullable
    StoredUpdate previous;

    /**
     * An update that waits nowhere yet.
     *
     * @param since in milliseconds since 1970
     * @param recipients the mailboxes it is put into
     */
    StoredUpdate(
            long position,
            long since,
            boolean reset,
            Digest ref,
            Digest content,
            int frameBytes,
            List<MailboxEntry> recipients,
            Body body) {
        this.position = position;
        this.since = since;
        this.reset = reset;
        this.refHigh = ref.high();
        this.refLow = ref.low();
        this.contentHigh = content.high();
        this.contentLow = content.low();
        this.frameBytes = frameBytes;
        this.recipients = recipients;
        this.segment = body.segment;
        this.offset = body.offset;
        this.bodyBytes = body.bytes;
        this.weight = body.weight;
        this.crc = body.crc;
    }

    /** It waits in one mailbox more. */
    void hold() {
        if (holders++ == 0) {
            segment.link(this);
        }
    }

    /** It waits in one mailbox less. */
    void letGo() {
        if (--holders == 0) {
            segment.unlink(this);
        }
    }

    /** Its text is there now. */
    void move(Body to) {
        segment.unlink(this);
        segment = to.segment;
        offset = to.offset;
        bodyBytes = to.bytes;
        weight = to.weight;
        crc = to.crc;
        segment.link(this);
    }

    long position() {
        return position;
    }

    long since() {
        return since;
    }

    @Override
    public boolean isReset() {
        return reset;
    }

    /** The digest of its ref. */
    Digest ref() {
        return new Digest(refHigh, refLow);
    }

    @Override
    public int refHash() {
        return ref().hashCode();
    }

    boolean hasRef(Digest digest) {
        return refHigh == digest.high() && refLow == digest.low();
    }

    /** The digest of its frame. */
    Digest content() {
        return new Digest(contentHigh, contentLow);
    }

    @Override
    public int bytes() {
        return frameBytes;
    }

    /** How much of the segment is there for it. */
    int weight() {
        return weight;
    }

    /** The mailboxes that it waits in. */
    List<MailboxEntry> holders() {
        if (holders == recipients.size()) {
            return recipients;
        }
        List<MailboxEntry> left = new ArrayList<>(recipients);
        left.removeIf(mailbox -> mailbox.waiting().find(position) != this);
        return left;
    }

    /** Where its text is now. */
    Body body() {
        return new Body(segment, offset, bodyBytes, weight, crc);
    }

    /**
     * The text of an update: its ref, and behind it its frame.
     *
     * @param bytes how long it is
     * @param weight how long it is with all that is written with it
     * @param crc CRC-32C of the text
     */
    record Body(Segment segment, int offset, int bytes, int weight, int crc) {}
}
