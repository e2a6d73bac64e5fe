package org.realtimeupdates.adapter.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Ref;

class WaitingUpdatesTest {

    private final WaitingUpdates<KeptUpdate> waiting = new WaitingUpdates<>();
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

        assertThat(remove(ref(last), first)).isNull();
        assertThat(remove(new Ref("unknown"), last)).isNull();
        assertThat(waiting.remove(last + 1)).isNull();
        check(new Random(1));
    }

    @Test
    void refsWhoseTextsHaveTheSameHashDoNotCollide() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

        assertThat(new KeptUpdate(new Ref("Aa"), "frame", false, Instant.EPOCH, digests).refHash())
                .isNotEqualTo(new KeptUpdate(new Ref("BB"), "frame", false, Instant.EPOCH, digests).refHash());
    }

    private void add(boolean reset) {
        last++;
        KeptUpdate update = new KeptUpdate(ref(last), "frame", reset, Instant.EPOCH, digests);
        waiting.add(last, update);
        expected.put(last, update);
    }

    /** By ref and by position in turns. */
    private void remove(long position) {
        KeptUpdate removed = position % 2 == 0 ? waiting.remove(position) : remove(ref(position), last);
        assertThat(removed).isSameAs(expected.remove(position));
        assertThat(remove(ref(position), last)).isNull();
        assertThat(waiting.remove(position)).isNull();
    }

    private @Nullable KeptUpdate remove(Ref ref, long lastPosition) {
        return waiting.remove(
                () -> digests.of(ref.value()).hashCode(), update -> update.ref().equals(ref), lastPosition);
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
        assertThat(waiting.bytes()).isEqualTo(5L * expected.size());
        assertThat(waiting.all()).containsExactlyElementsOf(expected.values());
        assertThat(waiting.first(false)).isSameAs(firstOf(false));
        assertThat(waiting.first(true)).isSameAs(firstOf(true));
        expected.forEach((position, update) -> {
            assertThat(waiting.find(update::refHash, other -> other.ref().equals(update.ref())))
                    .isSameAs(update);
            assertThat(waiting.find(position)).isSameAs(update);
        });
        long after = random.nextLong(last + 2);
        Long upTo = expected.floorKey(after);
        assertThat(waiting.lastUpTo(after)).isEqualTo(upTo == null ? PendingUpdates.START : upTo);
        TreeMap<Long, KeptUpdate> visited = new TreeMap<>();
        waiting.forEachAfter(after, (position, update) -> {
            visited.put(position, update);
            return visited.size() < 50;
        });
        TreeMap<Long, KeptUpdate> wanted = new TreeMap<>();
        expected.tailMap(after, false).entrySet().stream()
                .limit(50)
                .forEach(entry -> wanted.put(entry.getKey(), entry.getValue()));
        assertThat(visited).isEqualTo(wanted);
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
