package org.realtimeupdates.adapter.mailboxes;

/** An update as {@link WaitingUpdates} sees it; never changes in what it says here. */
public interface WaitingUpdate {

    /** That of the digest of its ref: nobody can choose refs so that many have the same. */
    int refHash();

    /** The size of its frame on the wire. */
    int bytes();

    /** Whether it says that others were let go of [RTU-15]. */
    boolean isReset();
}
