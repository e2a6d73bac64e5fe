package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.testing.MockedStore;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** RTU-33: which updates share a transaction, and whose tries are counted. */
class ManageUpdateBatchTest {

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
            InstantSource.fixed(Instant.EPOCH));

    // RTU-22
    @Test
    void aRepeatedRefBeginsAnotherTransactionAndNothingElseDoes() {
        process(message("a"), message("b"), message("a"), message("b"));

        assertThat(transactions()).containsExactly(refs("a", "b"), refs("a", "b"));
    }

    @Test
    void anActionThatFailsNowAndThenTakesNobodyWithIt() throws Exception {
        failing("c", new IllegalStateException("no"));
        doNothing()
                .doThrow(new IllegalStateException("flaky"))
                .doNothing()
                .when(action)
                .apply(any(), eq(List.of(entity("a"))));

        List<ProcessedUpdate> processed = process(message("a"), message("b"), message("c"), message("d"));

        assertThat(processed)
                .extracting(update -> update.ref().orElseThrow().value())
                .containsExactly("a", "b", "c", "d");
        assertThat(processed)
                .extracting(ProcessedUpdate::outcome)
                .containsExactly(
                        UpdateOutcome.PROCESSED,
                        UpdateOutcome.PROCESSED,
                        UpdateOutcome.QUARANTINED,
                        UpdateOutcome.PROCESSED);
    }

    @Test
    void whenTheStoreFailsOnTheWayOnlyTheTriesOfTheRestAreTakenBack() throws Exception {
        failing("poison", new IllegalStateException("no"));
        failing("c", new StoreException("full"));

        List<ProcessedUpdate> processed = process(message("a"), message("poison"), message("b"), message("c"));

        assertThat(processed)
                .extracting(update -> update.ref().orElseThrow().value())
                .containsExactly("a", "poison");
        verify(store.attempts(), times(1)).forgive(any(), anyList());
        verify(store.attempts()).forgive(AccountType.PERSONAL, refs("b", "c"));
    }

    @Test
    void whenTheStoreFailsOnOneThatIsTriedAloneOnlyItsLastTryIsTakenBack() throws Exception {
        doThrow(new IllegalStateException("no"))
                .doThrow(new StoreException("full"))
                .when(action)
                .apply(any(), any());

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> process(message("a")));

        verify(store.attempts(), times(1)).forgive(AccountType.PERSONAL, refs("a"));
        verify(store.attempts(), times(1)).forgive(any(), anyList());
        assertThat(store.attempts("a")).isEqualTo(1);
    }

    @Test
    void whatHasNoRefAndCannotBeSetAsideIsTheStoresMatterInTheEnd() {
        doThrow(new IllegalStateException("no")).when(quarantine).add(any(), any());

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> process(new ReceivedUpdate.Malformed(Optional.empty(), "no JSON", "%%%")));

        verify(quarantine, times(1 + ManageUpdate.MAX_ATTEMPTS + 1)).add(any(), any());
    }

    @Test
    void anEntityThatCannotBeMadeFailsLikeItsAction() {
        ReceivedUpdate update = message("a");
        when(entities.decode(EntityTypes.MESSAGE, Samples.raw("message", "id-of-a")))
                .thenThrow(new IllegalStateException("no such class"));

        List<ProcessedUpdate> processed = process(update);

        assertThat(processed).extracting(ProcessedUpdate::outcome).containsExactly(UpdateOutcome.QUARANTINED);
        verify(store.attempts(), times(ManageUpdate.MAX_ATTEMPTS + 1)).count(AccountType.PERSONAL, refs("a"));
        verify(quarantine)
                .add(
                        any(),
                        argThat(aside ->
                                aside.cause() == Cause.FAILED && aside.reason().contains("no such class")));
    }

    private List<List<Ref>> transactions() {
        ArgumentCaptor<List<Effect>> effects = ArgumentCaptor.captor();
        verify(store.applied(), atLeastOnce()).applyOnce(any(), effects.capture());
        return effects.getAllValues().stream()
                .map(together -> together.stream()
                        .map(effect -> effect.ref().orElseThrow())
                        .toList())
                .toList();
    }

    private List<ProcessedUpdate> process(ReceivedUpdate... updates) {
        return manageUpdate.process(AccountType.PERSONAL, List.of(updates), commands);
    }

    private void failing(String ref, Exception failure) throws Exception {
        doThrow(failure).when(action).apply(any(), eq(List.of(entity(ref))));
    }

    private ReceivedUpdate message(String ref) {
        when(entities.decode(EntityTypes.MESSAGE, Samples.raw("message", "id-of-" + ref)))
                .thenReturn(Entities.of(EntityTypes.MESSAGE, entity(ref)));
        return new ReceivedUpdate.WellFormed(Samples.update(ref), "text of " + ref);
    }

    private static Message entity(String ref) {
        return new Message("id-of-" + ref, null, null, null, null);
    }

    private static List<Ref> refs(String... values) {
        return Stream.of(values).map(Ref::new).toList();
    }
}
