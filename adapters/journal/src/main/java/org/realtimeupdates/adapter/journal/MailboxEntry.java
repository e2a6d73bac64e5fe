package org.realtimeupdates.adapter.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.adapter.mailboxes.KeptUpdate;
import org.realtimeupdates.adapter.mailboxes.NewestEntries;
import org.realtimeupdates.adapter.mailboxes.SeenContents;
import org.realtimeupdates.adapter.mailboxes.SeenRefs;
import org.realtimeupdates.adapter.mailboxes.WaitingUpdates;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates.Unapplied;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** What waits in one mailbox, which refs it has seen, and what was noted of it. Guarded by the lock of the journal. */
final class MailboxEntry implements SeenContents {

    private static final int MAX_NOTED = 1_000;

    private final Mailbox mailbox;
    private WaitingUpdates<StoredUpdate> waiting = new WaitingUpdates<>();
    private final SeenRefs seen;
    private final Map<Ref, Unapplied> noted = new NewestEntries<>(MAX_NOTED);

    MailboxEntry(Mailbox mailbox, Duration refMemory) {
        this.mailbox = mailbox;
        this.seen = new SeenRefs(refMemory);
    }

    Mailbox mailbox() {
        return mailbox;
    }

    WaitingUpdates<StoredUpdate> waiting() {
        return waiting;
    }

    SeenRefs seen() {
        return seen;
    }

    /** What an app could not apply, the oldest first. */
    Collection<Unapplied> noted() {
        return noted.values();
    }

    @Override
    public @Nullable Digest findSeen(KeptUpdate update) {
        StoredUpdate same = find(update.refDigest());
        return same == null ? seen.find(update.refDigest()) : same.content();
    }

    /** The one that waits, by the digest of its ref. */
    @Nullable
    StoredUpdate find(Digest ref) {
        return waiting.find(ref::hashCode, update -> update.hasRef(ref));
    }

    void put(StoredUpdate update) {
        waiting.add(update.position(), update);
        update.hold();
    }

    /** Takes an update out that waits; its ref is remembered from now on. */
    void remove(StoredUpdate update, Instant now) {
        waiting.remove(update.position());
        update.letGo();
        seen.letGo(update.ref(), update.content(), now);
    }

    /** Takes all updates out. */
    void letGo(Instant now) {
        waiting.all().forEach(update -> remove(update, now));
    }

    /** Takes all updates out, of a mailbox that is forgotten. */
    void abandon() {
        waiting.all().forEach(StoredUpdate::letGo);
        waiting = new WaitingUpdates<>();
    }

    void note(Ref ref, UpdateOutcome outcome, Instant since) {
        noted.putIfAbsent(ref, new Unapplied(ref, outcome, since));
    }

    /** Whether nothing is to be kept of it. */
    boolean isEmpty() {
        return waiting.size() == 0 && seen.isEmpty() && noted.isEmpty();
    }
}
