package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** RTU-33, RTU-14: replay and discard as an app asks for them. */
class ReplayOfAClientTest {

    private final Predicate<QuarantinedUpdate> selected = mock();
    private final ClientUnderTest app = newClient();

    // RTU-14
    @Test
    void atTheStartWhatIsKnownNowIsTriedByItselfBeforeAnythingIsApplied() {
        verifyNoInteractions(app.manageQuarantine);
        app.start();
        app.open().says(Samples.frame(Samples.update("a")));

        InOrder inOrder = inOrder(app.manageQuarantine, app.manageUpdate);
        inOrder.verify(app.manageQuarantine).replayKnown(eq(AccountType.PERSONAL), any(), any());
        inOrder.verify(app.manageQuarantine).replayKnown(eq(AccountType.BUSINESS), any(), any());
        inOrder.verify(app.manageUpdate).process(any(), any(), any());
    }

    // RTU-33
    @Test
    void aReplayTriesTheUpdatesOfBothAccounts() {
        for (AccountType account : AccountType.values()) {
            doAnswer(call -> {
                        call.<Consumer<ReplayedUpdate>>getArgument(3).accept(discarded(account));
                        return true;
                    })
                    .when(app.manageQuarantine)
                    .replay(eq(account), eq(selected), any(), any());
        }

        CompletableFuture<List<ReplayedUpdate>> replayed =
                app.client.replay(selected).toCompletableFuture();
        assertThat(replayed).isNotDone();
        app.scheduler.runAll();

        assertThat(replayed)
                .isCompletedWithValue(List.of(discarded(AccountType.PERSONAL), discarded(AccountType.BUSINESS)));
    }

    // RTU-33
    @Test
    void discardingIsAskedOfBothAccounts() {
        CompletableFuture<List<ReplayedUpdate>> discarded =
                app.client.discard(selected).toCompletableFuture();
        app.scheduler.runAll();

        assertThat(discarded).isCompletedWithValue(List.of());
        for (AccountType account : AccountType.values()) {
            verify(app.manageQuarantine).discard(eq(account), eq(selected), any(), any());
        }
    }

    // RTU-33
    @Test
    void aFaultOfTheStoreInOneAccountIsHandedOverOnceTheOtherIsDone() {
        StoreException full = new StoreException("full");
        doThrow(full).when(app.manageQuarantine).replay(eq(AccountType.PERSONAL), any(), any(), any());

        CompletableFuture<List<ReplayedUpdate>> replayed =
                app.client.replay(selected).toCompletableFuture();
        app.scheduler.runAll();

        verify(app.manageQuarantine).replay(eq(AccountType.BUSINESS), any(), any(), any());
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(replayed::get)
                .havingCause()
                .isSameAs(full);
    }

    private static ReplayedUpdate discarded(AccountType account) {
        return new ReplayedUpdate.Discarded(account, new Ref("of " + account));
    }

    private static ClientUnderTest newClient() {
        try {
            return new ClientUnderTest();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
