package org.realtimeupdates.testfixtures.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private final ManualClock clock = new ManualClock();

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(ManualClock.START).isEqualTo(clock.instant());

        clock.advance(Duration.ofMillis(1500));
        assertThat(clock.instant()).isEqualTo(ManualClock.START.plusMillis(1500));

        clock.advance(Duration.ofMillis(-500));
        assertThat(clock.millis()).isEqualTo(ManualClock.START.toEpochMilli() + 1000);
    }

    @Test
    void jumpsToAnyTime() {
        Instant past = Instant.parse("1970-01-01T00:00:00Z");
        clock.set(past);

        assertThat(clock.instant()).isEqualTo(past);
    }
}
