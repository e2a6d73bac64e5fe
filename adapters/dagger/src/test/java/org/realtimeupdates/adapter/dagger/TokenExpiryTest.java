package org.realtimeupdates.adapter.dagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.memory.LoopbackTransport;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.identity.Identity;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.testfixtures.RecordingEvents;
import org.realtimeupdates.testfixtures.time.DeterministicScheduler;

/** RTU-52, RTU-55: tokens that end during a connection, both halves under virtual time. */
class TokenExpiryTest {

    private static final URI ENDPOINT = URI.create("ws://localhost/realtime");

    private final DeterministicScheduler scheduler = new DeterministicScheduler();
    private final RecordingEvents events = new RecordingEvents();
    private final List<String> applied = new ArrayList<>();
    private int tokens;

    // RTU-52, RTU-55
    @Test
    void anAppWhoseTokensExpireEveryMinuteLosesNothingAndDoublesNothing() {
        RealtimeService service = startBoth(token -> Optional.of(Identity.of("ada", Duration.ofMinutes(1))));
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            scheduler.advance(Duration.ofSeconds(7));
            publish(service, "g" + i);
            published.add("g" + i);
        }
        scheduler.advance(Duration.ofMinutes(1));

        assertThat(applied).containsExactlyElementsOf(published);
        assertThat(expiries()).isBetween(25L, 32L);
        assertThat(tokens).isGreaterThan(25);
    }

    // RTU-55, RTU-57
    @Test
    void tokensThatExpireAtOnceMakeNoLoop() {
        startBoth(token -> Optional.of(Identity.of("ada", Duration.ofMillis(10))));

        scheduler.advance(Duration.ofMinutes(10));

        assertThat(expiries()).isBetween(20L, 100L);
        assertThat(tokens).isLessThan(100);
    }

    // RTU-55, RTU-57
    @Test
    void tokensThatAreRefusedMakeNoLoop() {
        startBoth(token -> Optional.empty());

        scheduler.advance(Duration.ofMinutes(10));

        assertThat(tokens).isBetween(20, 100);
    }

    private RealtimeService startBoth(Authenticator authenticator) {
        RealtimeService service = Realtime.server()
                .authenticator(authenticator)
                .events(events.ofServer())
                .scheduler(scheduler)
                .build();
        RealtimeClient client = Realtime.client(ENDPOINT, "phone")
                .credentials(() -> "token " + ++tokens)
                .transport(new LoopbackTransport(service, scheduler))
                .scheduler(scheduler)
                .random(new SplittableRandom(1))
                .on(
                        Action.NEW,
                        EntityTypes.GROUP,
                        (context, groups) -> groups.forEach(group -> applied.add(group.id())))
                .build();
        client.start();
        return service;
    }

    private static void publish(RealtimeService service, String id) {
        service.publisher()
                .publish(Publication.of(
                        Recipient.device("ada", "phone"),
                        AccountType.PERSONAL,
                        Action.NEW,
                        EntityTypes.GROUP,
                        new Group(id, null)));
    }

    private long expiries() {
        return events.all(ServerEvent.Disconnected.class).stream()
                .filter(end -> end.code() == CloseReason.UNAUTHORIZED)
                .count();
    }
}
