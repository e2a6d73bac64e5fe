package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** What every {@link HandledCommands} does. */
public abstract class HandledCommandsContract {

    private static final Device PHONE = new Device("anna", "phone");
    private static final Device TABLET = new Device("anna", "tablet");
    private static final Device OTHER_USER = new Device("bert", "phone");
    private static final Ref A = new Ref("a");
    private static final Ref B = new Ref("b");

    private final AtomicInteger handled = new AtomicInteger();
    private HandledCommands commands;

    /** For the leaf. */
    protected HandledCommandsContract() {}

    /** An empty memory. */
    protected abstract HandledCommands newHandledCommands() throws Exception;

    @BeforeEach
    void makeHandledCommands() throws Exception {
        commands = newHandledCommands();
    }

    @Test
    @DisplayName("RTU-40: a command is handled once, its outcome is given again")
    void aCommandIsHandledOnce() throws Exception {
        assertThat(commands.handleOnce(PHONE, A, giving(CommandOutcome.rejected("not today \u00e9"))))
                .isEqualTo(CommandOutcome.rejected("not today \u00e9"));
        assertThat(commands.handleOnce(PHONE, A, giving(CommandOutcome.processed())))
                .isEqualTo(CommandOutcome.rejected("not today \u00e9"));
        assertThat(commands.handleOnce(PHONE, B, giving(CommandOutcome.processed())))
                .isEqualTo(CommandOutcome.processed());
        assertThat(commands.handleOnce(PHONE, B, giving(CommandOutcome.rejected(""))))
                .isEqualTo(CommandOutcome.processed());
        assertThat(handled).hasValue(2);
    }

    @Test
    @DisplayName("RTU-40: user, device and ref name a command")
    void userDeviceAndRefNameACommand() throws Exception {
        for (Device device : List.of(PHONE, TABLET, OTHER_USER)) {
            commands.handleOnce(device, A, giving(CommandOutcome.processed()));
        }

        assertThat(handled).hasValue(3);
    }

    @Test
    @DisplayName("RTU-40: a handler that throws records nothing")
    void aHandlerThatThrowsRecordsNothing() throws Exception {
        Exception thrown = new Exception("checked, thrown on purpose");

        assertThatThrownBy(() -> commands.handleOnce(PHONE, A, () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(commands.handleOnce(PHONE, A, giving(CommandOutcome.processed())))
                .isEqualTo(CommandOutcome.processed());
        assertThat(handled).hasValue(1);
    }

    @Test
    @DisplayName("RTU-40: attempts are counted for each device and ref, until the outcome is recorded")
    void attemptsAreCountedUntilTheOutcomeIsRecorded() throws Exception {
        assertThat(commands.countAttempt(PHONE, A)).isEqualTo(1);
        assertThat(commands.countAttempt(PHONE, A)).isEqualTo(2);
        assertThat(commands.countAttempt(PHONE, B)).isEqualTo(1);
        assertThat(commands.countAttempt(TABLET, A)).isEqualTo(1);

        assertThatThrownBy(() -> commands.handleOnce(PHONE, A, () -> {
                    throw new IllegalStateException("thrown on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(commands.countAttempt(PHONE, A)).isEqualTo(3);

        commands.handleOnce(PHONE, A, giving(CommandOutcome.processed()));
        assertThat(commands.countAttempt(PHONE, A)).isEqualTo(1);
        assertThat(commands.countAttempt(PHONE, B)).isEqualTo(2);
    }

    @Test
    @DisplayName("RTU-40: calls at the same time run the handler once and give the same outcome")
    void callsAtTheSameTimeRunTheHandlerOnce() throws Exception {
        int threads = 4;
        for (int round = 0; round < 50; round++) {
            Ref ref = new Ref("round" + round);
            CommandOutcome outcome = CommandOutcome.rejected("round" + round);
            CountDownLatch calling = new CountDownLatch(threads);
            Callable<CommandOutcome> handler = () -> {
                calling.await();
                handled.incrementAndGet();
                return outcome;
            };
            OtherThread.Step call = () -> {
                calling.countDown();
                assertThat(commands.handleOnce(PHONE, ref, handler)).isEqualTo(outcome);
            };

            OtherThread.runAtOnce(Collections.nCopies(threads, call));
        }

        assertThat(handled).hasValue(50);
    }

    private Callable<CommandOutcome> giving(CommandOutcome outcome) {
        return () -> {
            handled.incrementAndGet();
            return outcome;
        };
    }
}
