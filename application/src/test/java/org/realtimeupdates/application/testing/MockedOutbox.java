package org.realtimeupdates.application.testing;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/** A mocked {@link Outbox} that answers from a list; what is added in a transaction is kept once that commits. */
public final class MockedOutbox {

    private final Outbox outbox = mock();
    private final List<Outbox.Entry> kept = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private long lastPosition;

    /** An empty outbox. */
    public MockedOutbox() {
        doAnswer(call -> keep(call.getArgument(0), call.getArgument(1)))
                .when(outbox)
                .add(any(), any());
        doAnswer(call -> {
                    call.<Transaction>getArgument(0).afterCommit(() -> keep(call.getArgument(1), call.getArgument(2)));
                    return true;
                })
                .when(outbox)
                .add(any(), any(), any());
        doAnswer(call -> kept.removeIf(entry -> entry.command().ref().equals(Optional.of(call.<Ref>getArgument(0)))))
                .when(outbox)
                .remove(any());
        when(outbox.list(anyLong(), anyInt())).thenAnswer(call -> list(call.getArgument(0), call.getArgument(1)));
    }

    /** The mock, to verify and to stub further. */
    public Outbox outbox() {
        return outbox;
    }

    /** What is added from now on is added at that time. */
    public void setTime(Instant time) {
        now = time;
    }

    /** A command that was added earlier. */
    public boolean keep(AccountType account, Command command) {
        return kept.add(new Outbox.Entry(++lastPosition, account, command, now));
    }

    /** The refs of the commands that wait, in order. */
    public List<String> refs() {
        return kept.stream()
                .map(entry -> entry.command().ref().orElseThrow().value())
                .toList();
    }

    /** As the port gives them. */
    public List<Outbox.Entry> list(long position, int max) {
        return kept.stream()
                .filter(entry -> entry.position() > position)
                .limit(max)
                .toList();
    }
}
