package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.domain.Device;

class RecentLogoutsTest {

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final RecentLogouts logouts = new RecentLogouts(scheduler);

    @Test
    void theHandshakesThatBeganBeforeAreCovered() {
        logouts.add("ann", 5);

        assertThat(logouts.covers(handshake("ann", 4))).isTrue();
        assertThat(logouts.covers(handshake("ann", 5))).isFalse();
        assertThat(logouts.covers(handshake("bob", 4))).isFalse();
    }

    @Test
    void theLatestOfSeveralLogoutsCounts() {
        logouts.add("ann", 9);
        logouts.add("ann", 5);

        assertThat(logouts.covers(handshake("ann", 8))).isTrue();
    }

    @Test
    void aLogoutIsForgottenWhenNoHandshakeCanBeUnderWayAnyMore() {
        logouts.add("ann", 5);
        scheduler.advance(Duration.ofMinutes(4));
        logouts.add("ann", 9);

        scheduler.advance(Duration.ofMinutes(1));
        assertThat(logouts.covers(handshake("ann", 8))).isTrue();
        scheduler.advance(Duration.ofMinutes(4));
        assertThat(logouts.covers(handshake("ann", 8))).isFalse();
    }

    private static Admission.Accepted handshake(String user, long order) {
        return new Admission.Accepted(new Device(user, "phone"), Subprotocol.V1).withOrder(order);
    }
}
