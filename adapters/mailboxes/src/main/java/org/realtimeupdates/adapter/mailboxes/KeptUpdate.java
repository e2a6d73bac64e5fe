package org.realtimeupdates.adapter.mailboxes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.domain.Ref;

/** An update to keep, with what is compared and counted of it: one object for all mailboxes that it waits in. */
public final class KeptUpdate implements WaitingUpdate {

    private final Ref ref;
    private final String frame;
    private final int bytes;
    private final boolean isReset;
    private final Instant since;

    /** Two digests, here as numbers: as objects they would be two more for the garbage collector to copy. */
    private final long refHigh;

    private final long refLow;
    private final long contentHigh;
    private final long contentLow;

    /** These updates with their digests, which take most of the time of an append: to be made before any lock is taken. */
    public static List<KeptUpdate> all(List<NewPendingUpdate> updates, Instant since) {
        Digest.Maker digests = new Digest.Maker();
        List<KeptUpdate> kept = new ArrayList<>(updates.size());
        for (NewPendingUpdate update : updates) {
            kept.add(new KeptUpdate(update.ref(), update.frame(), false, since, digests));
        }
        return kept;
    }

    /**
     * Takes the digests of ref and frame.
     *
     * @param isReset whether it says that others were let go of
     */
    public KeptUpdate(Ref ref, String frame, boolean isReset, Instant since, Digest.Maker digests) {
        byte[] utf8 = frame.getBytes(StandardCharsets.UTF_8);
        Digest refDigest = digests.of(ref.value());
        Digest content = digests.of(utf8);
        this.ref = ref;
        this.frame = frame;
        this.bytes = utf8.length;
        this.isReset = isReset;
        this.since = since;
        this.refHigh = refDigest.high();
        this.refLow = refDigest.low();
        this.contentHigh = content.high();
        this.contentLow = content.low();
    }

    public Ref ref() {
        return ref;
    }

    public String frame() {
        return frame;
    }

    @Override
    public int refHash() {
        return refDigest().hashCode();
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public boolean isReset() {
        return isReset;
    }

    public Instant since() {
        return since;
    }

    public Digest refDigest() {
        return new Digest(refHigh, refLow);
    }

    /** The digest of the frame: two updates with one ref must agree in it. */
    public Digest content() {
        return new Digest(contentHigh, contentLow);
    }
}
