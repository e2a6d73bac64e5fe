package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BellTest {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private int answers;

    @Test
    void manyRingsMakeOneTask() {
        Bell bell = new Bell(tasks::add, () -> answers++);
        bell.ring();
        bell.ring();

        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(answers).isEqualTo(1);
    }

    @Test
    void whoRingsWhileItIsAnsweredIsAnsweredToo() {
        Bell[] bell = new Bell[1];
        bell[0] = new Bell(tasks::add, () -> {
            if (answers++ == 0) {
                bell[0].ring();
            }
        });
        bell[0].ring();
        tasks.remove().run();

        tasks.remove().run();
        assertThat(answers).isEqualTo(2);
        assertThat(tasks).isEmpty();
    }

    @Test
    void itCanBeRungAgainAfterAnExecutorTookNoTask() {
        Executor full = mock();
        doThrow(new RejectedExecutionException()).when(full).execute(any());
        Bell bell = new Bell(full, () -> answers++);

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(bell::ring);
        }
        verify(full, times(2)).execute(any());
    }
}
