package org.realtimeupdates.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

class ServerMetricsTest {

    private static final Device PHONE = new Device("ann", "phone");
    private static final Device TABLET = new Device("ann", "tablet");
    private static final AccountType ACCOUNT = AccountType.PERSONAL;

    private final Meters meters = new Meters();
    private final ServerMetrics metrics = new ServerMetrics(meters.registry, Meters.TAGS, 3);

    @Test
    void openConnectionsAreThoseThatBeganAndDidNotEnd() {
        metrics.on(new ServerEvent.Connected(PHONE, Subprotocol.V1_BINARY, 3));
        metrics.on(new ServerEvent.Replaced(PHONE));
        metrics.on(new ServerEvent.Connected(PHONE, Subprotocol.BARE, 5));
        metrics.on(new ServerEvent.Disconnected(PHONE, 4409));

        assertThat(meters.gauge("realtime.server.connections")).isEqualTo(1);
        assertThat(meters.count("realtime.server.connections.opened", "subprotocol", "realtime-updates.v1.binary"))
                .isEqualTo(1);
        assertThat(meters.count("realtime.server.connections.opened", "subprotocol", "bare"))
                .isEqualTo(1);
        assertThat(meters.count("realtime.server.connections.closed", "code", "4409"))
                .isEqualTo(1);
        assertThat(meters.count("realtime.server.connections.replaced")).isEqualTo(1);
        assertThat(meters.registry.get("realtime.server.backlog").summary().totalAmount())
                .isEqualTo(8);
    }

    @Test
    void whatGoesWrongIsCountedByItsCode() {
        metrics.on(new ServerEvent.Refused(401, "token not accepted"));
        metrics.on(new ServerEvent.Malformed(PHONE, 1008, "type is missing"));
        metrics.on(new ServerEvent.TooSlow(PHONE));
        metrics.on(new ServerEvent.StoreFailed(PHONE, "disk full"));

        assertThat(meters.count("realtime.server.handshakes.refused", "status", "401"))
                .isEqualTo(1);
        assertThat(meters.count("realtime.server.messages.malformed", "code", "1008"))
                .isEqualTo(1);
        assertThat(meters.count("realtime.server.connections.slow")).isEqualTo(1);
        assertThat(meters.count("realtime.server.store.faults")).isEqualTo(1);
    }

    @Test
    void updatesAreCountedOnTheirWay() {
        publish("a", 1);
        publish("b", 1);
        metrics.on(new ServerEvent.Sent(PHONE, ACCOUNT, 5, 2));
        metrics.on(reply(PHONE, UpdateOutcome.QUARANTINED, 2, 0, "a", "b"));
        metrics.on(reply(PHONE, UpdateOutcome.PROCESSED, 0, 1, "c"));

        assertThat(meters.count("realtime.server.updates.published")).isEqualTo(2);
        assertThat(meters.count("realtime.server.updates.sent")).isEqualTo(5);
        assertThat(meters.count("realtime.server.updates.redelivered")).isEqualTo(2);
        assertThat(meters.count("realtime.server.updates.replied", "outcome", "quarantined"))
                .isEqualTo(2);
        assertThat(meters.count("realtime.server.replies.unknown")).isEqualTo(1);
    }

    @Test
    void theTimeFromPublishToReplyIsTakenForEachDevice() {
        publish("a", 2);
        meters.clock.add(Duration.ofMillis(40));
        metrics.on(reply(PHONE, UpdateOutcome.PROCESSED, 1, 0, "a"));
        publish("a", 2);
        meters.clock.add(Duration.ofMillis(60));
        metrics.on(reply(TABLET, UpdateOutcome.PROCESSED, 1, 0, "a"));
        metrics.on(reply(TABLET, UpdateOutcome.PROCESSED, 1, 0, "a"));

        assertThat(latency().count()).isEqualTo(2);
        assertThat(latency().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(140);
    }

    @Test
    void noTimeIsTakenForRefsThatMayNotHaveBeenDropped() {
        publish("a", 1);
        metrics.on(reply(PHONE, UpdateOutcome.PROCESSED, 1, 1, "a", "guessed"));
        metrics.on(reply(new Device("bob", "phone"), UpdateOutcome.PROCESSED, 1, 0, "a"));

        assertThat(latency().count()).isZero();
    }

    @Test
    void onlyTheNewestPublicationsAreRemembered() {
        publish("nobody", 0);
        Stream.of("a", "b", "c", "d").forEach(ref -> publish(ref, 1));

        metrics.on(reply(PHONE, UpdateOutcome.PROCESSED, 1, 0, "a"));
        assertThat(latency().count()).isZero();
        metrics.on(reply(PHONE, UpdateOutcome.PROCESSED, 3, 0, "b", "c", "d"));
        assertThat(latency().count()).isEqualTo(3);
    }

    // RTU-34
    @Test
    void aFullWindowIsTimedForEachConnectionAndAccount() {
        metrics.on(new ServerEvent.WindowFilled(PHONE, ACCOUNT, 1));
        meters.clock.add(Duration.ofSeconds(2));
        metrics.on(new ServerEvent.WindowFilled(PHONE, ACCOUNT, 2));
        meters.clock.add(Duration.ofSeconds(3));
        assertThat(meters.gauge("realtime.server.windows.full")).isEqualTo(2);

        metrics.on(new ServerEvent.WindowFreed(PHONE, ACCOUNT, 1));
        metrics.on(new ServerEvent.WindowFreed(PHONE, AccountType.BUSINESS, 2));

        assertThat(meters.gauge("realtime.server.windows.full")).isEqualTo(1);
        Timer full = meters.registry.get("realtime.server.window.full").timer();
        assertThat(full.count()).isEqualTo(1);
        assertThat(full.totalTime(TimeUnit.SECONDS)).isEqualTo(5);
    }

    @Test
    void whatAPeerSaysMakesNoTagOfItsOwn() {
        for (int code = 3000; code < 5000; code++) {
            metrics.on(new ServerEvent.Connected(new Device("user" + code, "d" + code), Subprotocol.V1, 0));
            metrics.on(new ServerEvent.Disconnected(new Device("user" + code, "d" + code), code));
            metrics.on(new ServerEvent.Refused(code, "reason " + code));
        }

        assertThat(meters.values("code")).containsExactlyInAnyOrder("other", "4401", "4403", "4408", "4409");
        assertThat(meters.values("status")).containsExactly("other");
        assertThat(meters.registry.getMeters()).hasSizeLessThan(30);
    }

    private Timer latency() {
        return meters.registry.get("realtime.server.reply.latency").timer();
    }

    private void publish(String ref, int devices) {
        metrics.on(new ServerEvent.Published(Recipient.user("ann"), ACCOUNT, new Ref(ref), devices));
    }

    private static ServerEvent reply(Device device, UpdateOutcome outcome, int removed, int unknown, String... refs) {
        List<Ref> named = Stream.of(refs).map(Ref::new).toList();
        return new ServerEvent.Replied(device, ACCOUNT, outcome, named, removed, unknown);
    }
}
