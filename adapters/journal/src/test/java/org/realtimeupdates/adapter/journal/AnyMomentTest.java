package org.realtimeupdates.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The power goes before every change of a file and before every sync, checkpoints, deletions and emptied segments included. */
class AnyMomentTest extends StoreFixture {

    private static final int SHORT = 700;
    private static final int STEPS = 250;

    private final MemoryStorage storage = new MemoryStorage();
    private final List<String> published = new ArrayList<>();
    private final Set<String> replied = new HashSet<>();
    private String underWay = "";
    private int moments;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @DisplayName("RTU-30: whenever the power goes, all that was published is there but for replies")
    void wheneverThePowerGoesAllThatWasPublishedIsThere(long seed) {
        Random random = new Random(seed);
        JournalServerStore store = open(storage, SHORT, 100_000);
        store.devices().register(PHONE);
        storage.beforeChange(() -> losePower(random));
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(3) > 0) {
                underWay = "update " + step;
                append(store, underWay);
                published.add(underWay);
                underWay = "";
            } else if (random.nextInt(20) == 0) {
                store.expiry().expire();
            } else {
                reply(store, random);
            }
        }
        assertThat(moments).isGreaterThan(2 * STEPS);
    }

    /** Most of what waits, so that segments become free. */
    private void reply(JournalServerStore store, Random random) {
        List<String> refs = new ArrayList<>(published);
        refs.removeIf(ref -> replied.contains(ref) || random.nextInt(5) == 0);
        replied.addAll(refs);
        remove(store, refs.toArray(String[]::new));
    }

    private void losePower(Random random) {
        moments++;
        List<String> found = waiting(open(storage.afterPowerLoss(random), SHORT, 100_000));
        List<String> expected = new ArrayList<>(published);
        expected.removeIf(ref -> replied.contains(ref) && !found.contains(ref));
        if (found.contains(underWay)) {
            expected.add(underWay);
        }
        assertThat(found).as("moment %d", moments).isEqualTo(expected);
    }
}
