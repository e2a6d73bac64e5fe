package org.realtimeupdates.application.client;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.realtimeupdates.application.client.ProcessedUpdate.Applied;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.Notification;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;

/** Updates of one account, and what becomes of them. */
final class LaneSamples {

    static final AccountType ACCOUNT = AccountType.BUSINESS;

    /** When the connections of {@link #linkOf} were dialled. */
    static final Instant DIALLED = Instant.parse("2026-03-01T12:00:00Z");

    private LaneSamples() {}

    /** What a lane works with; it takes batches of three updates at most. */
    static LaneWork work(ManageUpdate manageUpdate, ManageQuarantine manageQuarantine) {
        CommandSender commands = mock();
        return new LaneWork(manageUpdate, manageQuarantine, commands, ClientOptions.DEFAULT.withMaxBatch(3));
    }

    static LaneItem update(String ref) {
        return new LaneItem.Update(received(ref).get(0));
    }

    static List<ReceivedUpdate> received(String... refs) {
        return Stream.of(refs)
                .<ReceivedUpdate>map(ref -> new ReceivedUpdate.WellFormed(Samples.update(ref), "text of " + ref))
                .toList();
    }

    static List<ProcessedUpdate> applied(List<ReceivedUpdate> updates) {
        return updates.stream()
                .map(update -> ((ReceivedUpdate.WellFormed) update).update())
                .<ProcessedUpdate>map(update ->
                        new Applied(update, List.of(message(update.ref().value()))))
                .toList();
    }

    static Message message(String ref) {
        return new Message("id-of-" + ref, null, null, null, null);
    }

    static Notification notification(String ref) {
        return new Notification(ACCOUNT, new Ref(ref), Action.NEW, "message", List.of(message(ref)));
    }

    static ClientEvent appliedEvent(String ref, boolean backlog) {
        return new ClientEvent.Applied(
                ACCOUNT, new Ref(ref), Action.NEW, "message", List.of("id-of-" + ref), false, backlog);
    }

    static Link linkOf(Subprotocol subprotocol) {
        Link link = mock();
        when(link.subprotocol()).thenReturn(subprotocol);
        when(link.dialledAt()).thenReturn(DIALLED);
        return link;
    }
}
