package org.realtimeupdates.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RTU-56")
class HeartbeatTest {

    private final ManualTimer timer = new ManualTimer();
    private boolean reading = true;
    private int pings;
    private int deaths;
    private Heartbeat heartbeat;

    @BeforeEach
    void start() {
        heartbeat = new Heartbeat(timer.executor(), timer::nanoTime, () -> reading, () -> pings++, () -> deaths++);
        heartbeat.start();
    }

    @Test
    void silenceIsAskedAfter20SecondsAndFatalAfter45() {
        timer.advance(Duration.ofMillis(19_999));
        assertThat(pings).isZero();
        timer.advance(Duration.ofMillis(1));
        assertThat(pings).isEqualTo(1);
        timer.advance(Duration.ofMillis(24_999));
        assertThat(deaths).isZero();
        timer.advance(Duration.ofMillis(1));
        assertThat(pings).isEqualTo(1);
        assertThat(deaths).isEqualTo(1);
    }

    @Test
    void whatIsHeardStartsTheSilenceAnew() {
        timer.advance(Duration.ofSeconds(15));
        heartbeat.heard();
        timer.advance(Duration.ofSeconds(19));
        assertThat(pings).isZero();
        timer.advance(Duration.ofSeconds(1));
        assertThat(pings).isEqualTo(1);
        heartbeat.heard();
        timer.advance(Duration.ofSeconds(44));
        assertThat(deaths).isZero();
        assertThat(pings).isEqualTo(2);
    }

    @Test
    void aPeerThatIsNotReadCannotBeHeard() {
        reading = false;
        timer.advance(Duration.ofMinutes(10));
        assertThat(deaths).isZero();
        reading = true;
        timer.advance(Duration.ofSeconds(66));
        assertThat(deaths).isEqualTo(1);
    }

    @Test
    void whoDoesNotReadStillPingsSoThatThePeerHearsIt() {
        reading = false;
        timer.advance(Duration.ofSeconds(20));
        assertThat(pings).isEqualTo(1);
        timer.advance(Duration.ofSeconds(40));
        assertThat(pings).isEqualTo(3);
    }

    @Test
    void aStoppedHeartNeitherAsksNorDies() {
        heartbeat.stop();
        timer.advance(Duration.ofMinutes(10));
        assertThat(pings).isZero();
        assertThat(deaths).isZero();
        assertThat(timer.waiting()).isZero();
    }
}
