package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.realtimeupdates.application.server.ServerUnderTest.PHONE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.application.testing.VirtualScheduler.VirtualExecutor;

class CommandTurnsTest {

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final List<SerialExecutor> made = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final CommandTurns turns = new CommandTurns(() -> {
        VirtualExecutor executor = scheduler.newSerialExecutor();
        made.add(executor);
        return executor;
    });

    @Test
    void whileOneWaitsTheNextWaitsBehindIt() {
        give("a");
        give("b");
        scheduler.newest().runNext();
        give("c");

        assertThat(made).hasSize(1);
        scheduler.runAll();
        assertThat(done).containsExactly("a", "b", "c");
    }

    @Test
    void aDeviceWithoutCommandsKeepsNothing() {
        give("a");
        give("b");
        scheduler.runAll();
        give("c");

        assertThat(made).hasSize(2);
    }

    @Test
    void oneThatFailsLeavesItsPlace() {
        turns.execute(PHONE, () -> {
            throw new IllegalStateException();
        });
        assertThatIllegalStateException().isThrownBy(scheduler::runAll);
        give("a");

        assertThat(made).hasSize(2);
    }

    private void give(String task) {
        turns.execute(PHONE, () -> done.add(task));
    }
}
