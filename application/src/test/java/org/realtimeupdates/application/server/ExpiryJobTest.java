package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.testing.VirtualScheduler;

/** RTU-15, RTU-11: what is old is let go now and then. */
class ExpiryJobTest {

    private final Expiry expiry = mock();
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final ExpiryJob job = new ExpiryJob(expiry, scheduler.newSerialExecutor());

    @Test
    void itBeginsAMinuteAfterTheStartAndGoesOnEveryMinute() {
        job.start();
        scheduler.advance(Duration.ofSeconds(59));
        verifyNoInteractions(expiry);

        scheduler.advance(Duration.ofSeconds(1));
        verify(expiry, times(1)).expire();
        scheduler.advance(Duration.ofMinutes(3));
        verify(expiry, times(4)).expire();
    }

    @Test
    void whileThereIsMoreToDoItGoesOnAtOnceAndInTurns() {
        when(expiry.expire()).thenReturn(true, true, false);
        job.start();

        scheduler.advance(Duration.ofMinutes(1));

        verify(expiry, times(3)).expire();
        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aStoreAtFaultIsAskedAgainAMinuteLater() {
        when(expiry.expire()).thenThrow(new StoreException("locked")).thenReturn(false);
        job.start();

        scheduler.advance(Duration.ofMinutes(1));
        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofMinutes(1));
        scheduler.advance(Duration.ofMinutes(1));

        verify(expiry, times(2)).expire();
    }

    @Test
    void onceStoppedItBeginsNoFurtherRound() {
        when(expiry.expire()).thenAnswer(call -> {
            job.stop();
            return true;
        });
        job.start();

        scheduler.advance(Duration.ofMinutes(5));

        verify(expiry, times(1)).expire();
        assertThat(scheduler.hasTimers()).isFalse();
    }

    @Test
    void aServerLetsGoUntilItIsClosed() throws Exception {
        ServerUnderTest app = new ServerUnderTest();
        app.scheduler.advance(Duration.ofMinutes(2));
        verify(app.expiry, times(2)).expire();

        app.server.close();
        app.scheduler.advance(Duration.ofMinutes(2));

        verify(app.expiry, times(2)).expire();
    }
}
