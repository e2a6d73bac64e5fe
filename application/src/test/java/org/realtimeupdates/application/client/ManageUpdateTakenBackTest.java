package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.testing.MockedStore;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.UpdateOutcome;

/** What a store that fails on its way back does to the count of tries. */
class ManageUpdateTakenBackTest {

    private static final Message ENTITY = new Message("id-of-a", null, null, null, null);
    private static final ReceivedUpdate UPDATE = new ReceivedUpdate.WellFormed(Samples.update("a"), "text of a");

    private final MockedStore store = new MockedStore();
    private final Quarantine quarantine = mock();
    private final EntityCodec entities = mock();
    private final FollowUpCommands commands = mock();
    private final UpdateAction<Message> action = mock();
    private final ManageUpdate manageUpdate = new ManageUpdate(
            UpdateActions.builder().on(Action.NEW, EntityTypes.MESSAGE, action).build(),
            store.applied(),
            store.attempts(),
            quarantine,
            entities,
            InstantSource.fixed(Instant.EPOCH));

    @Test
    @DisplayName("RTU-33: a try that was taken back without saying so is not taken back again")
    void aTryIsTakenBackOnce() throws Exception {
        when(entities.decode(EntityTypes.MESSAGE, Samples.raw("message", "id-of-a")))
                .thenReturn(Entities.of(EntityTypes.MESSAGE, ENTITY));
        store.setAttempts("a", 3);
        doThrow(new StoreException("full"))
                .doThrow(new IllegalStateException("no"))
                .when(action)
                .apply(any(), any());
        doAnswer(call -> {
                    store.setAttempts("a", 3);
                    throw new StoreException("took the try back, and failed on the way");
                })
                .when(store.attempts())
                .forgive(any(), anyList());

        assertThatExceptionOfType(StoreException.class).isThrownBy(this::process);
        process();

        verify(store.attempts(), times(1)).forgive(any(), anyList());
        verify(action, times(3)).apply(any(), any());
        assertThat(store.outcome("a")).contains(UpdateOutcome.QUARANTINED);
    }

    @Test
    @DisplayName("RTU-33: a try that could not be taken back is taken back before the next")
    void aTryThatIsStillCountedIsTakenBackLater() throws Exception {
        when(entities.decode(EntityTypes.MESSAGE, Samples.raw("message", "id-of-a")))
                .thenReturn(Entities.of(EntityTypes.MESSAGE, ENTITY));
        doThrow(new StoreException("full")).when(action).apply(any(), any());
        doThrow(new StoreException("still full"))
                .doAnswer(call -> {
                    store.setAttempts("a", 0);
                    return null;
                })
                .when(store.attempts())
                .forgive(any(), anyList());

        assertThatExceptionOfType(StoreException.class).isThrownBy(this::process);
        assertThat(store.attempts("a")).isEqualTo(1);
        doAnswer(call -> {
                    assertThat(store.attempts("a")).isEqualTo(1);
                    return null;
                })
                .when(action)
                .apply(any(), any());
        process();

        verify(store.attempts(), times(2)).forgive(any(), anyList());
        assertThat(store.outcome("a")).contains(UpdateOutcome.PROCESSED);
    }

    private void process() {
        manageUpdate.process(AccountType.PERSONAL, List.of(UPDATE), commands);
    }
}
