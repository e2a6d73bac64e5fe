package org.realtimeupdates.adapter.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** A mailbox of a user that is locked, as it is now and with what is going to be written to it. */
final class PlannedMailbox {

    private final LockedUser user;
    private final Device device;
    private final AccountType account;
    private final Map<Ref, byte[]> seen = new HashMap<>();
    private final List<PlannedUpdate> added = new ArrayList<>();
    private Optional<PlannedUpdate> reset = Optional.empty();
    private long id;
    private int waiting;
    private long bytes;

    /** One that is not written yet. */
    PlannedMailbox(LockedUser user, Device device, AccountType account) {
        this.user = user;
        this.device = device;
        this.account = account;
    }

    /** It has that row, and so much waits in it. */
    void found(long rowId, int updates, long theirBytes) {
        id = rowId;
        waiting = updates;
        bytes = theirBytes;
    }

    /** It has that row from now on. */
    void written(long rowId) {
        id = rowId;
    }

    LockedUser user() {
        return user;
    }

    Device device() {
        return device;
    }

    AccountType account() {
        return account;
    }

    /** Its row; none before it is written. */
    long id() {
        return id;
    }

    /** Whether it has a row. */
    boolean isWritten() {
        return id != 0;
    }

    /** How many updates wait, with those that are going to. */
    int waiting() {
        return waiting;
    }

    /** Their bytes. */
    long bytes() {
        return bytes;
    }

    /** It has seen that ref, with a frame of that digest. */
    void saw(Ref ref, byte[] digest) {
        seen.put(ref, digest);
    }

    /**
     * Whether it has seen that ref.
     *
     * @throws RefConflictException when it has with another frame
     */
    boolean hasSeen(Ref ref, Frame frame) {
        byte[] digest = seen.get(ref);
        if (digest != null && !Arrays.equals(digest, frame.digest())) {
            throw new RefConflictException(ref, account);
        }
        return digest != null;
    }

    /** Whether that frame is one too many. A mailbox that is empty takes any. */
    boolean isFullFor(Frame frame, PendingLimits limits) {
        return waiting > 0 && (waiting + 1 > limits.maxUpdates() || bytes + frame.bytes().length > limits.maxBytes());
    }

    void add(PlannedUpdate update) {
        update.holdIn(this);
        added.add(update);
        seen.put(update.ref(), update.frame().digest());
        waiting++;
        bytes += update.frame().bytes().length;
    }

    /** Lets go of all that waits, and puts the update that says so in its place [RTU-15]. */
    void letGo(ResetUpdates resets) {
        added.forEach(update -> update.letGoOf(this));
        added.clear();
        ResetUpdate made = resets.create(account);
        PlannedUpdate update = new PlannedUpdate(user, made.ref(), new Frame(made.frame()), true);
        update.holdIn(this);
        reset = Optional.of(update);
        waiting = 1;
        bytes = update.frame().bytes().length;
    }

    /** What takes the place of all that waited before; empty if that waits still. */
    Optional<PlannedUpdate> reset() {
        return reset;
    }

    /** The updates behind what waited before, or behind the reset. */
    List<PlannedUpdate> added() {
        return added;
    }

    /** Their bytes. */
    long addedBytes() {
        return added.stream().mapToLong(update -> update.frame().bytes().length).sum();
    }

    /** Whether anything is going to be written to it. */
    boolean isChanged() {
        return reset.isPresent() || !added.isEmpty();
    }
}
