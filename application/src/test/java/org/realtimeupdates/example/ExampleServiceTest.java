package org.realtimeupdates.example;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.PublishUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/**
 * The documented example of how to test a service that publishes updates.
 *
 * <p>Mock the one port that the service depends on, {@link PublishUpdate}; use real domain objects, which are plain records
 * and compare by value; verify what was published. No server, no socket, no store. How to test a specific action is shown by
 * {@link ExampleActionTest}.
 */
class ExampleServiceTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final PublishUpdate publisher = mock();
    private final MessageService messages = new MessageService(publisher, InstantSource.fixed(NOON));

    @Test
    void aMessageIsPublishedToEveryMemberAndSilentlyToItsSender() {
        messages.send("m1", "choir", "ann", "Tonight at eight?", List.of("ann", "bob"));

        Message message = new Message("m1", "choir", "ann", "Tonight at eight?", NOON);
        verify(publisher)
                .publishAll(List.of(
                        new Publication(
                                Recipient.user("ann"),
                                AccountType.PERSONAL,
                                Optional.of(new Ref("message-m1")),
                                true,
                                Action.NEW,
                                Entities.of(EntityTypes.MESSAGE, message)),
                        new Publication(
                                Recipient.user("bob"),
                                AccountType.PERSONAL,
                                Optional.of(new Ref("message-m1")),
                                false,
                                Action.NEW,
                                Entities.of(EntityTypes.MESSAGE, message))));
    }

    @Test
    void aMessageThatCannotBePublishedNowIsTheCallersMatter() {
        when(publisher.publishAll(any())).thenThrow(new StoreException("disk full"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> messages.send("m1", "choir", "ann", "Tonight at eight?", List.of("bob")));
    }
}
