package org.realtimeupdates.adapter.memory;

import java.nio.charset.StandardCharsets;
import org.realtimeupdates.domain.Ref;

/** An update as it waits: one object for all mailboxes that it waits in. */
final class KeptUpdate {

    private final Ref ref;
    private final String frame;
    private final int bytes;
    private final Digest refDigest;
    private final Digest content;

    KeptUpdate(Ref ref, String frame, Digest.Maker digests) {
        byte[] utf8 = frame.getBytes(StandardCharsets.UTF_8);
        this.ref = ref;
        this.frame = frame;
        this.bytes = utf8.length;
        this.refDigest = digests.of(ref.value());
        this.content = digests.of(utf8);
    }

    Ref ref() {
        return ref;
    }

    String frame() {
        return frame;
    }

    /** The size of the frame on the wire. */
    int bytes() {
        return bytes;
    }

    Digest refDigest() {
        return refDigest;
    }

    /** The digest of the frame: two updates with one ref must agree in it. */
    Digest content() {
        return content;
    }
}
