package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.client.ProcessedUpdate.Applied;
import org.realtimeupdates.application.client.ProcessedUpdate.SetAside;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause;
import org.realtimeupdates.application.port.transport.Decoded.PoisonUpdate;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.application.testing.MockedStore;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;

/** RTU-3: a malformed update is set aside at once, and never tried. */
class ManageUpdateMalformedTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final MockedStore store = new MockedStore();
    private final Quarantine quarantine = mock();
    private final EntityCodec entities = mock();
    private final UpdateAction<Message> action = mock();
    private final FollowUpCommands commands = mock();

    private final ManageUpdate manageUpdate = new ManageUpdate(
            UpdateActions.builder().on(Action.NEW, EntityTypes.MESSAGE, action).build(),
            store.applied(),
            store.attempts(),
            quarantine,
            entities,
            InstantSource.fixed(NOW));

    // RTU-3
    @Test
    void aMalformedUpdateIsSetAsideAtOnceUnderItsRef() {
        PoisonUpdate known = new PoisonUpdate(AccountType.PERSONAL, new Ref("r"), "message", List.of("m"));

        List<ProcessedUpdate> processed =
                process(new ReceivedUpdate.Malformed(Optional.of(known), "silent is missing", "{…}"));

        QuarantinedUpdate expected = new QuarantinedUpdate(
                Optional.of(AccountType.PERSONAL),
                Optional.of(new Ref("r")),
                "message",
                List.of("m"),
                Cause.MALFORMED,
                "silent is missing",
                0,
                NOW,
                "{…}");
        assertThat(processed).containsExactly(new SetAside(expected));
        verify(quarantine, times(1)).add(store.transaction(), expected);
        assertThat(store.outcome("r")).contains(UpdateOutcome.QUARANTINED);
    }

    // RTU-3
    @Test
    void aMalformedFrameWithoutARefIsSetAsideWithoutOne() {
        List<ProcessedUpdate> processed =
                process(new ReceivedUpdate.Malformed(Optional.empty(), "no JSON", "%%%"), message("a"));

        QuarantinedUpdate expected = new QuarantinedUpdate(
                Optional.empty(), Optional.empty(), "", List.of(), Cause.MALFORMED, "no JSON", 0, NOW, "%%%");
        assertThat(processed.get(0)).isEqualTo(new SetAside(expected));
        assertThat(processed.get(0).ref()).isEmpty();
        assertThat(processed.get(1)).isInstanceOf(Applied.class);
        verify(quarantine, times(1)).add(store.transaction(), expected);
    }

    // RTU-3
    @Test
    void entitiesThatDoNotFitTheirTypeAreMalformedAndNotTried() {
        Update update = Samples.update("r", "m");
        when(entities.decode(EntityTypes.MESSAGE, Samples.raw("message", "m")))
                .thenThrow(new MalformedEntitiesException("message: sentAt is mistyped", null));

        List<ProcessedUpdate> processed = process(new ReceivedUpdate.WellFormed(update, "text of r"));

        assertThat(processed).extracting(ProcessedUpdate::outcome).containsExactly(UpdateOutcome.QUARANTINED);
        verify(quarantine)
                .add(
                        any(),
                        argThat(aside -> aside.cause() == Cause.MALFORMED
                                && aside.reason().equals("message: sentAt is mistyped")
                                && aside.text().equals("text of r")));
        verifyNoInteractions(action);
    }

    private List<ProcessedUpdate> process(ReceivedUpdate... updates) {
        return manageUpdate.process(AccountType.PERSONAL, List.of(updates), commands);
    }

    private ReceivedUpdate message(String ref) {
        Update update = Samples.update(ref);
        when(entities.decode(EntityTypes.MESSAGE, Samples.raw("message", "id-of-" + ref)))
                .thenReturn(Entities.of(EntityTypes.MESSAGE, entity(ref)));
        return new ReceivedUpdate.WellFormed(update, "text of " + ref);
    }

    private static Message entity(String ref) {
        return new Message("id-of-" + ref, null, null, null, null);
    }
}
