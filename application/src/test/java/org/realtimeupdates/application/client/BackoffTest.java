package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** RTU-57: exponential backoff with full jitter, from the first retry on. */
class BackoffTest {

    private final RandomGenerator random = mock();
    private final Backoff backoff = new Backoff(random, Duration.ofMillis(500), Duration.ofSeconds(30));
    private final List<Long> bounds = new ArrayList<>();

    @Test
    void theBoundDoublesFromTheFirstDelayToTheLongest() {
        drawLongest();
        for (int i = 0; i < 9; i++) {
            backoff.next();
        }
        assertThat(bounds).containsExactly(501L, 1_001L, 2_001L, 4_001L, 8_001L, 16_001L, 30_001L, 30_001L, 30_001L);
    }

    @Test
    void theDelayIsDrawnFromZeroOn() {
        when(random.nextLong(501)).thenReturn(0L, 500L, 123L);
        assertThat(backoff.next()).isZero();
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(500));
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(123));
    }

    @Test
    void aResetBeginsAgainWithTheShortestBound() {
        drawLongest();
        backoff.next();
        backoff.next();
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(500));
    }

    // RTU-55
    @Test
    void theLongestDelayIsDrawnFromTheWholeRangeAndCountsAsAFailure() {
        drawLongest();
        assertThat(backoff.longest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void stillStaysWithinTheBoundAfterVeryManyFailures() {
        drawLongest();
        for (int i = 0; i < 10_000; i++) {
            assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void aFirstDelayLongerThanTheLongestIsCut() {
        drawLongest();
        Backoff odd = new Backoff(random, Duration.ofSeconds(10), Duration.ofSeconds(3));
        assertThat(odd.next()).isEqualTo(Duration.ofSeconds(3));
    }

    private void drawLongest() {
        when(random.nextLong(anyLong())).thenAnswer(call -> {
            long bound = call.getArgument(0);
            bounds.add(bound);
            return bound - 1;
        });
    }
}
