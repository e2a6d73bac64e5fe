package org.realtimeupdates.application.testing;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** A mocked {@link PendingUpdates} that answers from lists; a frame's text is its ref. */
public final class MockedPendingUpdates {

    private final PendingUpdates pending = mock();
    private final Map<Mailbox, List<PendingUpdate>> mailboxes = new HashMap<>();
    private long lastPosition;

    /** A store in which nothing waits. */
    public MockedPendingUpdates() {
        when(pending.readAfter(any(), anyLong(), anyInt(), anyInt()))
                .thenAnswer(call -> of(call.getArgument(0)).stream()
                        .filter(update -> update.position() > call.<Long>getArgument(1))
                        .limit(call.<Integer>getArgument(2))
                        .toList());
        when(pending.backlog(any())).thenAnswer(call -> backlog(call.getArgument(0)));
        when(pending.remove(any(), any(), anyLong()))
                .thenAnswer(call -> remove(call.getArgument(0), call.getArgument(1), call.getArgument(2)));
    }

    /** The mock, to verify and to stub further. */
    public PendingUpdates pending() {
        return pending;
    }

    /** Puts updates behind those that wait. */
    public void add(Mailbox mailbox, String... refs) {
        for (String ref : refs) {
            of(mailbox).add(new PendingUpdate(++lastPosition, new Ref(ref), ref, false));
        }
    }

    public void addReset(Mailbox mailbox, String ref) {
        of(mailbox).add(new PendingUpdate(++lastPosition, new Ref(ref), ref, true));
    }

    /** Lets go of an update. */
    public void letGo(Mailbox mailbox, String ref) {
        of(mailbox).removeIf(update -> update.ref().value().equals(ref));
    }

    /** The refs that wait. */
    public List<String> waiting(Mailbox mailbox) {
        return of(mailbox).stream().map(update -> update.ref().value()).toList();
    }

    /** What waits, for a cursor that begins now. */
    public Backlog backlog(Mailbox mailbox) {
        List<PendingUpdate> updates = of(mailbox);
        return new Backlog(
                updates.size(),
                updates.isEmpty()
                        ? PendingUpdates.START
                        : updates.get(updates.size() - 1).position());
    }

    private int remove(Mailbox mailbox, Collection<Ref> refs, long last) {
        List<PendingUpdate> updates = of(mailbox);
        int before = updates.size();
        updates.removeIf(update -> update.position() <= last && refs.contains(update.ref()));
        return before - updates.size();
    }

    private List<PendingUpdate> of(Mailbox mailbox) {
        return mailboxes.computeIfAbsent(mailbox, none -> new ArrayList<>());
    }
}
