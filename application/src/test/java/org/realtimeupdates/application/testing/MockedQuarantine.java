package org.realtimeupdates.application.testing;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantineView.Entry;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.Ref;

/** A mocked {@link Quarantine} that answers from a list, of what is written at once. */
public final class MockedQuarantine {

    private final Quarantine quarantine = mock();
    private final NavigableMap<Long, QuarantinedUpdate> updates = new TreeMap<>();

    /** An empty quarantine. */
    public MockedQuarantine() {
        when(quarantine.list(anyLong(), anyInt()))
                .thenAnswer(call -> list(call.<Long>getArgument(0), call.<Integer>getArgument(1)));
        doAnswer(call -> updates.computeIfPresent(
                        call.<Entry>getArgument(1).position(),
                        (position, before) -> call.<Entry>getArgument(1).update()))
                .when(quarantine)
                .update(any(), any());
        doAnswer(call -> updates.remove(call.<Long>getArgument(1)))
                .when(quarantine)
                .remove(any(), anyLong());
    }

    /** The mock, to verify and to stub further. */
    public Quarantine quarantine() {
        return quarantine;
    }

    /** Puts an update behind those that are there; gives its position. */
    public long add(QuarantinedUpdate update) {
        long position = updates.isEmpty() ? 1 : updates.lastKey() + 1;
        updates.put(position, update);
        return position;
    }

    /** The refs that are there, in order. */
    public List<String> refs() {
        return updates.values().stream()
                .map(update -> update.ref().map(Ref::value).orElse("no ref"))
                .toList();
    }

    /** The update of that ref. */
    public QuarantinedUpdate get(String ref) {
        return updates.values().stream()
                .filter(update ->
                        update.ref().map(Ref::value).filter(ref::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private List<Entry> list(long position, int max) {
        return updates.tailMap(position, false).entrySet().stream()
                .limit(max)
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList();
    }
}
