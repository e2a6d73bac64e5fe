package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.realtimeupdates.application.client.QuarantineUnderTest.ACCOUNT;
import static org.realtimeupdates.application.client.QuarantineUnderTest.applied;
import static org.realtimeupdates.application.client.QuarantineUnderTest.failed;
import static org.realtimeupdates.application.client.QuarantineUnderTest.messages;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.FAILED;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.HELD;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.UNSUPPORTED;

import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Ref;

/** RTU-33: how an update in quarantine is tried again. */
class ReplayTest {

    private final QuarantineUnderTest app = new QuarantineUnderTest();

    @Test
    void theActionAndTheLeavingAreOneTransaction() throws Exception {
        long position = app.add(UNSUPPORTED, 0, "a", "1");

        app.replay("a");

        UpdateContext context =
                new UpdateContext(ACCOUNT, new Ref("a"), Action.NEW, false, app.store.transaction(), app.commands);
        InOrder inOrder = inOrder(app.store.applied(), app.action, app.quarantine.quarantine());
        inOrder.verify(app.store.applied()).applyOnce(eq(ACCOUNT), anyList());
        inOrder.verify(app.quarantine.quarantine()).update(any(), any());
        inOrder.verify(app.store.applied()).applyOnce(eq(ACCOUNT), anyList());
        inOrder.verify(app.action).apply(context, messages("1"));
        inOrder.verify(app.quarantine.quarantine()).remove(app.store.transaction(), position);
        verify(app.store.applied(), times(2)).applyOnce(any(), anyList());
    }

    @Test
    void everyTryIsCountedDurablyBeforeItBegins() throws Exception {
        app.add(UNSUPPORTED, 0, "a", "1");
        app.failing(new IllegalStateException("no"), "1");

        app.replay("a");

        InOrder inOrder = inOrder(app.quarantine.quarantine(), app.action);
        for (int attempt = 1; attempt <= 5; attempt++) {
            int counted = attempt;
            inOrder.verify(app.quarantine.quarantine())
                    .update(
                            any(),
                            argThat(entry -> entry.update().attempts() == counted
                                    && entry.update().cause() == UNSUPPORTED));
            inOrder.verify(app.action).apply(any(), any());
        }
        inOrder.verify(app.quarantine.quarantine())
                .update(any(), argThat(entry -> entry.update().cause() == FAILED));
        inOrder.verify(app.action, never()).apply(any(), any());
    }

    @Test
    void afterFiveTriesItHasFailedAndSaysWhy() throws Exception {
        app.add(UNSUPPORTED, 0, "a", "1");
        app.failing(new IllegalStateException("no such\ngroup"), "1");

        String reason = "java.lang.IllegalStateException: no such\\u000agroup";
        assertThat(app.replay("a")).containsExactly(failed("a", reason));

        verify(app.action, times(5)).apply(any(), any());
        assertThat(app.quarantine.get("a").cause()).isEqualTo(FAILED);
        assertThat(app.quarantine.get("a").attempts()).isEqualTo(5);
        assertThat(app.quarantine.get("a").reason()).isEqualTo(reason);
    }

    @Test
    void oneThatGoesWellTheThirdTimeIsApplied() throws Exception {
        app.add(HELD, 0, "a", "1");
        doThrow(new IllegalStateException("no"))
                .doThrow(new StackOverflowError())
                .doNothing()
                .when(app.action)
                .apply(any(), any());

        assertThat(app.replay("a")).containsExactly(applied("a", "1"));
        verify(app.action, times(3)).apply(any(), any());
        assertThat(app.quarantine.refs()).isEmpty();
    }

    @Test
    void oneThatWasTriedFiveTimesIsTriedOnceMoreWhenAskedFor() throws Exception {
        app.add(FAILED, 5, "a", "1");
        app.failing(new IllegalStateException("no"), "1");

        assertThat(app.replay("a")).hasSize(1);
        verify(app.action, times(1)).apply(any(), any());
        assertThat(app.quarantine.get("a").attempts()).isEqualTo(6);

        app.replay("a");
        verify(app.action, times(2)).apply(any(), any());
    }

    // The app died in its tries, or was stopped.
    @Test
    void triesOfAnEarlierRunCount() throws Exception {
        app.add(UNSUPPORTED, 3, "a", "1");
        app.failing(new IllegalStateException("no"), "1");

        app.replayKnown();

        verify(app.action, times(2)).apply(any(), any());
        assertThat(app.quarantine.get("a").attempts()).isEqualTo(5);
    }

    @Test
    void oneThatStoppedTheAppFiveTimesIsNotTriedByItselfAgain() throws Exception {
        app.add(UNSUPPORTED, 5, "killer", "1");
        app.add(HELD, 0, "behind", "1");

        String reason = "failed, or stopped the app, when tried again";
        assertThat(app.replayKnown()).containsExactly(failed("killer", reason));
        assertThat(app.quarantine.get("killer").cause()).isEqualTo(FAILED);
        assertThat(app.replayKnown()).isEmpty();
        verifyNoInteractions(app.action);

        assertThat(app.replay("killer")).containsExactly(applied("killer", "1"), applied("behind", "1"));
    }

    @Test
    void aStoreAtFaultIsNotCountedAndIsTheCallersMatter() throws Exception {
        app.add(UNSUPPORTED, 2, "a", "1");
        StoreException full = new StoreException("full");
        app.failing(full, "1");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> app.replay("a"))
                .isSameAs(full);

        verify(app.action, times(1)).apply(any(), any());
        assertThat(app.quarantine.get("a").attempts()).isEqualTo(2);
        assertThat(app.quarantine.get("a").cause()).isEqualTo(UNSUPPORTED);
    }

    @Test
    void aFailureBeforeTheFaultOfTheStoreStaysCounted() throws Exception {
        app.add(UNSUPPORTED, 0, "a", "1");
        doThrow(new IllegalStateException("no"))
                .doThrow(new StoreException("full"))
                .when(app.action)
                .apply(any(), any());

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> app.replay("a"));

        assertThat(app.quarantine.get("a").attempts()).isEqualTo(1);
        assertThat(app.quarantine.get("a").cause()).isEqualTo(UNSUPPORTED);
    }

    @Test
    void aStoreThatCannotEvenForgiveStillReportsItsFirstFault() throws Exception {
        app.add(FAILED, 5, "a", "1");
        StoreException full = new StoreException("full");
        StoreException again = new StoreException("still full");
        app.failing(full, "1");
        doNothing().doThrow(again).when(app.quarantine.quarantine()).update(any(), any());

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> app.replay("a"))
                .isSameAs(full)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(again));
    }

    @Test
    void nothingIsTriedThatCouldNotBeCounted() {
        app.add(FAILED, 5, "a", "1");
        doThrow(new StoreException("full")).when(app.quarantine.quarantine()).update(any(), any());

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> app.replay("a"));

        verifyNoInteractions(app.action);
    }

    @Test
    void whatWasDoneBeforeAFaultOfTheStoreIsTold() throws Exception {
        app.add(FAILED, 5, "a", "1");
        app.add(FAILED, 5, "b", "2");
        app.failing(new StoreException("full"), "2");

        assertThat(app.replayTelling("a", "b")).containsExactly(applied("a", "1"));
        assertThat(app.quarantine.refs()).containsExactly("b");
    }
}
