package org.realtimeupdates.application.server;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;

class UncertainBellsTest {

    private final Session ann = mock();
    private final Session bob = mock();
    private final Sessions sessions = mock();
    private final SerialExecutor executor = mock();
    private final UncertainBells bells = new UncertainBells(sessions, executor);

    @BeforeEach
    void twoAreConnected() {
        when(ann.device()).thenReturn(new Device("ann", "phone"));
        when(bob.device()).thenReturn(new Device("bob", "phone"));
        when(sessions.all()).thenReturn(List.of(ann, bob));
        bells.start();
    }

    @Test
    @DisplayName("RTU-31: updates of a commit that did not tell are looked for a little later")
    void updatesOfACommitThatDidNotTellAreLookedFor() {
        bells.expect(Set.of("ann"));

        rounds(2);

        verify(ann).ring(AccountType.PERSONAL);
        verify(ann).ring(AccountType.BUSINESS);
        verify(bob, never()).ring(any());
    }

    @Test
    @DisplayName("RTU-31: a commit that told rings no other bell, and one that did not tell rings once")
    void aCommitThatToldRingsNoOtherBell() {
        bells.expect(Set.of("ann")).run();
        bells.expect(Set.of("bob"));

        rounds(4);

        verify(ann, never()).ring(any());
        verify(bob, times(2)).ring(any());
    }

    private void rounds(int count) {
        for (int i = 1; i <= count; i++) {
            ArgumentCaptor<Runnable> round = ArgumentCaptor.captor();
            verify(executor, times(i)).schedule(any(), round.capture());
            round.getValue().run();
        }
    }
}
