package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.UpdateOutcome.PROCESSED;
import static org.realtimeupdates.domain.UpdateOutcome.QUARANTINED;
import static org.realtimeupdates.domain.UpdateOutcome.UNSUPPORTED;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.domain.UpdateOutcome;

class AppliedRefsTest {

    private static final List<UpdateOutcome> OUTCOMES = List.of(UpdateOutcome.values());
    private static final Instant TIME = Instant.parse("2026-05-06T07:08:09.001Z");

    private final Digest.Maker digests = new Digest.Maker();

    @RepeatedTest(6)
    void itRemembersAsAMapWould(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int max = 1 + random.nextInt(2_000);
        AppliedRefs refs = new AppliedRefs(max);
        Map<Integer, Entry> expected = new LinkedHashMap<>();
        Instant now = TIME;
        for (int step = 0; step < 10_000; step++) {
            int number = random.nextInt(step + 1);
            Entry entry = new Entry(OUTCOMES.get(random.nextInt(OUTCOMES.size())), now);
            refs.requireRoom(1);
            refs.put(digest(number), entry.outcome, now);
            expected.put(number, entry);
            if (expected.size() > max) {
                Iterator<Integer> oldest = expected.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            now = now.plusMillis(random.nextInt(20));
            if (random.nextInt(1_000) == 0) {
                Instant cutoff = now.minusSeconds(random.nextInt(60));
                refs.forget(cutoff);
                expected.values().removeIf(old -> old.seen.isBefore(cutoff));
            }
            if (step % 1_000 == 0) {
                check(refs, expected, step);
            }
        }
        refs.forget(now.plusMillis(1));
        check(refs, Map.of(), 10_000);
    }

    @Test
    void whatWasSeenInTheMillisecondIsKept() {
        AppliedRefs refs = new AppliedRefs(10);
        refs.put(digest(1), PROCESSED, TIME.plusNanos(1));
        refs.put(digest(2), QUARANTINED, TIME.minusNanos(1));

        refs.forget(TIME.plusNanos(2));

        assertThat(refs.find(digest(1))).isEqualTo(PROCESSED);
        assertThat(refs.find(digest(2))).isNull();
    }

    @Test
    void bothHalvesOfADigestCount() {
        AppliedRefs refs = new AppliedRefs(10);
        refs.put(new Digest(1, 7), PROCESSED, TIME);
        refs.put(new Digest(2, 7), QUARANTINED, TIME);

        assertThat(refs.find(new Digest(1, 7))).isEqualTo(PROCESSED);
        assertThat(refs.find(new Digest(2, 7))).isEqualTo(QUARANTINED);
        assertThat(refs.find(new Digest(3, 7))).isNull();
        assertThat(refs.find(new Digest(1, 7L + (1L << 32)))).isNull();
    }

    @Test
    void timesBefore1970AreTimes() {
        AppliedRefs refs = new AppliedRefs(10);
        refs.put(digest(1), UNSUPPORTED, Instant.EPOCH.minusSeconds(5));
        refs.put(digest(2), QUARANTINED, Instant.EPOCH);

        refs.forget(Instant.MIN);
        assertThat(refs.find(digest(1))).isEqualTo(UNSUPPORTED);
        refs.forget(Instant.EPOCH);
        assertThat(refs.find(digest(1))).isNull();
        assertThat(refs.find(digest(2))).isEqualTo(QUARANTINED);
    }

    private void check(AppliedRefs refs, Map<Integer, Entry> expected, int numbers) {
        for (int number = 0; number <= numbers; number++) {
            Entry entry = expected.get(number);
            assertThat(refs.find(digest(number))).isEqualTo(entry == null ? null : entry.outcome);
        }
    }

    private Digest digest(int number) {
        return digests.of("ref" + number);
    }

    private record Entry(UpdateOutcome outcome, Instant seen) {}
}
