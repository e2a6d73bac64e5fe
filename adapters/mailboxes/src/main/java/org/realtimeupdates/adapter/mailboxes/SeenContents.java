package org.realtimeupdates.adapter.mailboxes;

import org.jspecify.annotations.Nullable;

/** What a mailbox remembers of the refs it has seen. */
@FunctionalInterface
public interface SeenContents {

    /** The digest of the frame that its ref came with; null if the ref was not seen. */
    @Nullable
    Digest findSeen(KeptUpdate update);
}
