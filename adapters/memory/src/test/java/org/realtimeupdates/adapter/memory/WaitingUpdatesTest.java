package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.adapter.mailboxes.KeptUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Ref;

class WaitingUpdatesTest {

    private static final int MAX_BYTES = 1 << 20;

    private final WaitingUpdates waiting = new WaitingUpdates();
    private final TreeMap<Long, KeptUpdate> expected = new TreeMap<>();
    private final Digest.Maker digests = new Digest.Maker();
    private long last;

    @RepeatedTest(8)
    void whateverIsRemovedTheOthersAreFound(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        add(true);
        for (int step = 0; step < 20_000; step++) {
            // It grows and shrinks in turns; some wait for long, as most are removed from the front.
            boolean grows = step / 2_000 % 2 == 0;
            if (random.nextInt(10) < (grows ? 6 : 4)) {
                last += random.nextInt(3);
                add(false);
            } else if (!expected.isEmpty()) {
                remove(anyPosition(random));
            }
            if (step % 100 == 0) {
                check(random);
            }
        }
        while (!expected.isEmpty()) {
            remove(expected.lastKey());
        }
        check(random);
    }

    @Test
    void whatWaitsForEverAtTheFrontCostsTheOthersNothing() {
        add(false);
        for (int i = 0; i < 100_000; i++) {
            add(false);
            remove(expected.lastKey());
        }

        check(new Random(1));
    }

    @Test
    void aLaterOneIsNotRemoved() {
        add(false);
        long first = last;
        add(false);

        assertThat(waiting.remove(ref(last), first)).isNull();
        assertThat(waiting.remove(new Ref("unknown"), last)).isNull();
        check(new Random(1));
    }

    @Test
    void allAreRemovedInOrder() {
        for (int i = 0; i < 100; i++) {
            add(false);
        }
        remove(50);

        assertThat(waiting.removeAll()).containsExactlyElementsOf(expected.values());
        expected.clear();
        check(new Random(1));
        add(false);
        check(new Random(1));
    }

    private void add(boolean reset) {
        last++;
        KeptUpdate update = new KeptUpdate(ref(last), "frame", reset, Instant.EPOCH, digests);
        waiting.add(last, update);
        expected.put(last, update);
    }

    private void remove(long position) {
        assertThat(waiting.remove(ref(position), last)).isSameAs(expected.remove(position));
        assertThat(waiting.remove(ref(position), last)).isNull();
    }

    private long anyPosition(Random random) {
        if (random.nextInt(3) > 0) {
            return expected.firstKey();
        }
        Long position = expected.floorKey(random.nextLong(last) + 1);
        return position == null ? expected.firstKey() : position;
    }

    private void check(Random random) {
        assertThat(waiting.size()).isEqualTo(expected.size());
        assertThat(waiting.first()).isSameAs(firstOf(true));
        assertThat(waiting.firstUpdate()).isSameAs(firstOf(false));
        assertThat(waiting.lastPosition()).isEqualTo(expected.isEmpty() ? PendingUpdates.START : expected.lastKey());
        expected.values()
                .forEach(update -> assertThat(waiting.find(update.ref())).isSameAs(update));
        long after = random.nextLong(last + 2);
        List<PendingUpdate> page = new ArrayList<>();
        expected.tailMap(after, false)
                .forEach((position, update) ->
                        page.add(new PendingUpdate(position, update.ref(), update.frame(), update.isReset())));
        assertThat(waiting.readAfter(after, Integer.MAX_VALUE, MAX_BYTES)).isEqualTo(page);
    }

    private @Nullable KeptUpdate firstOf(boolean resetToo) {
        return expected.values().stream()
                .filter(update -> resetToo || !update.isReset())
                .findFirst()
                .orElse(null);
    }

    private static Ref ref(long position) {
        return new Ref("ref" + position);
    }
}
