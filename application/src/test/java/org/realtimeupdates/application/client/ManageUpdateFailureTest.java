package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;
import org.realtimeupdates.application.client.ProcessedUpdate.Applied;
import org.realtimeupdates.application.client.ProcessedUpdate.SetAside;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
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
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;

/** RTU-33: what becomes of an update that cannot be applied, and of its neighbours. */
class ManageUpdateFailureTest {

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

    @Test
    void aFailingUpdateDoesNotTakeItsNeighboursWithIt() throws Exception {
        failing("poison", new IllegalStateException("no such group"));

        List<ProcessedUpdate> processed = process(message("a"), message("poison"), message("b"));

        assertThat(processed).hasSize(3);
        assertThat(processed.get(0)).isInstanceOf(Applied.class);
        assertThat(processed.get(1).outcome()).isEqualTo(UpdateOutcome.QUARANTINED);
        assertThat(processed.get(2)).isInstanceOf(Applied.class);
        assertThat(processed)
                .extracting(update -> update.ref().orElseThrow().value())
                .containsExactly("a", "poison", "b");
        assertThat(store.outcome("poison")).contains(UpdateOutcome.QUARANTINED);
    }

    @Test
    void aFailingUpdateIsTriedFiveTimesInAllAndThenSetAsideWithItsTextAndError() throws Exception {
        failing("poison", new IllegalStateException("no such\ngroup"));

        List<ProcessedUpdate> processed = process(message("poison"));

        verify(action, times(5)).apply(any(), eq(List.of(entity("poison"))));
        QuarantinedUpdate expected = new QuarantinedUpdate(
                Optional.of(AccountType.PERSONAL),
                Optional.of(new Ref("poison")),
                "message",
                List.of("id-of-poison"),
                Cause.FAILED,
                "java.lang.IllegalStateException: no such\\u000agroup",
                5,
                NOW,
                "text of poison");
        assertThat(processed).containsExactly(new SetAside(expected));
        verify(quarantine, times(1)).add(store.transaction(), expected);
    }

    @Test
    void everyTryIsCountedBeforeItBegins() throws Exception {
        failing("poison", new IllegalStateException("no"));

        process(message("poison"));

        InOrder inOrder = inOrder(store.attempts(), action, quarantine);
        inOrder.verify(store.attempts()).counted(AccountType.PERSONAL, refs("poison"));
        for (int attempt = 1; attempt <= 5; attempt++) {
            inOrder.verify(store.attempts()).count(AccountType.PERSONAL, refs("poison"));
            inOrder.verify(action).apply(any(), any());
        }
        inOrder.verify(quarantine).add(any(), any());
        inOrder.verify(action, never()).apply(any(), any());
    }

    @Test
    void anUpdateThatGoesWellTheThirdTimeIsApplied() throws Exception {
        doThrow(new IllegalStateException("no"))
                .doThrow(new IllegalStateException("no"))
                .doNothing()
                .when(action)
                .apply(any(), any());

        assertThat(process(message("a"))).hasOnlyElementsOfType(Applied.class);
        verify(action, times(3)).apply(any(), any());
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, NoClassDefFoundError.class, AssertionError.class})
    void theActionsOwnErrorsCountAsItsFailing(Class<? extends Error> error) throws Exception {
        doThrow(error.getConstructor().newInstance()).when(action).apply(any(), eq(List.of(entity("poison"))));

        List<ProcessedUpdate> processed = process(message("a"), message("poison"));

        assertThat(processed)
                .extracting(ProcessedUpdate::outcome)
                .containsExactly(UpdateOutcome.PROCESSED, UpdateOutcome.QUARANTINED);
        verify(quarantine).add(any(), argThat(aside -> aside.reason().contains(error.getName())));
    }

    @Test
    void aStoreAtFaultIsNotCountedAndIsTheCallersMatter() throws Exception {
        StoreException full = new StoreException("full");
        failing("b", full);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> process(message("a"), message("b")))
                .isSameAs(full);

        verify(store.attempts()).forgive(AccountType.PERSONAL, refs("a", "b"));
        assertThat(store.attempts("a")).isZero();
        assertThat(store.attempts("b")).isZero();
        assertThat(store.outcome("a")).isEmpty();
        verify(quarantine, never()).add(any(), any());
    }

    @Test
    void aStoreThatCannotEvenForgiveStillReportsItsFirstFault() throws Exception {
        StoreException full = new StoreException("full");
        StoreException again = new StoreException("still full");
        failing("a", full);
        doThrow(again).when(store.attempts()).forgive(any(), anyList());

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> process(message("a")))
                .isSameAs(full)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(again));
    }

    @Test
    void nothingIsTriedThatCouldNotBeCounted() {
        when(store.attempts().count(any(), anyList())).thenThrow(new StoreException("full"));

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> process(message("a")));

        verifyNoInteractions(action);
    }

    @Test
    void aFullQuarantineIsAStoreAtFault() throws Exception {
        failing("poison", new IllegalStateException("no"));
        doThrow(new StoreException("quarantine full")).when(quarantine).add(any(), any());

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> process(message("poison"), message("b")));

        assertThat(store.outcome("poison")).isEmpty();
        assertThat(store.outcome("b")).isEmpty();
    }

    @Test
    void aLaterUpdateOfAnEntityInQuarantineIsHeldWithIt() {
        when(quarantine.holds(store.transaction(), AccountType.PERSONAL, "message", List.of("id-of-b")))
                .thenReturn(true);

        List<ProcessedUpdate> processed = process(message("a"), message("b"));

        assertThat(processed)
                .extracting(ProcessedUpdate::outcome)
                .containsExactly(UpdateOutcome.PROCESSED, UpdateOutcome.QUARANTINED);
        verify(quarantine)
                .add(
                        eq(store.transaction()),
                        argThat(aside -> aside.cause() == Cause.HELD
                                && aside.ref().equals(Optional.of(new Ref("b")))
                                && aside.text().equals("text of b")));
    }

    @Test
    void anUpdateThatWasTriedBeforeIsTriedAlone() {
        store.setAttempts("suspect", 1);

        List<ProcessedUpdate> processed = process(message("a"), message("suspect"), message("b"), message("c"));

        assertThat(processed)
                .extracting(update -> update.ref().orElseThrow().value())
                .containsExactly("a", "suspect", "b", "c");
        InOrder inOrder = inOrder(store.applied());
        for (List<String> together : List.of(List.of("a"), List.of("suspect"), List.of("b", "c"))) {
            inOrder.verify(store.applied())
                    .applyOnce(
                            any(),
                            argThat(effects -> effects.stream()
                                    .map(effect -> effect.ref().orElseThrow().value())
                                    .toList()
                                    .equals(together)));
        }
    }

    @Test
    void anUpdateThatStoppedTheAppFiveTimesIsSetAsideUntried() {
        store.setAttempts("killer", 5);

        List<ProcessedUpdate> processed = process(message("killer"));

        verifyNoInteractions(action);
        assertThat(processed).extracting(ProcessedUpdate::outcome).containsExactly(UpdateOutcome.QUARANTINED);
        verify(quarantine)
                .add(
                        any(),
                        argThat(aside -> aside.cause() == Cause.FAILED
                                && aside.attempts() == 5
                                && aside.reason().equals("failed, or stopped the app, 5 times")));
    }

    @Test
    void twoPoisonsInABatchAreIsolatedEach() throws Exception {
        failing("p1", new IllegalStateException("one"));
        failing("p2", new IllegalStateException("two"));

        List<ProcessedUpdate> processed =
                process(message("p1"), message("a"), message("p2"), message("b"), message("c"));

        assertThat(processed)
                .extracting(ProcessedUpdate::outcome)
                .containsExactly(
                        UpdateOutcome.QUARANTINED,
                        UpdateOutcome.PROCESSED,
                        UpdateOutcome.QUARANTINED,
                        UpdateOutcome.PROCESSED,
                        UpdateOutcome.PROCESSED);
        verify(quarantine, times(2)).add(any(), any());
    }

    private List<ProcessedUpdate> process(ReceivedUpdate... updates) {
        return manageUpdate.process(AccountType.PERSONAL, List.of(updates), commands);
    }

    private void failing(String ref, Exception failure) throws Exception {
        doThrow(failure).when(action).apply(any(), eq(List.of(entity(ref))));
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

    private static List<Ref> refs(String... values) {
        return List.of(values).stream().map(Ref::new).toList();
    }
}
