package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.HandledCommands.Handler;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** What every {@link HandledCommands} does. */
public abstract class HandledCommandsContract extends ServerStoreSetup {

    private static final Ref A = new Ref("a");
    private static final Ref B = new Ref("b");

    private final AtomicInteger handled = new AtomicInteger();
    private final List<String> happened = new ArrayList<>();

    /** For the leaf. */
    protected HandledCommandsContract() {}

    @Test
    @DisplayName("RTU-40: a command is handled once, its outcome is given again")
    void aCommandIsHandledOnce() throws Exception {
        assertThat(commands.handleOnce(PHONE, Optional.of(A), giving(CommandOutcome.rejected("not today \u00e9"))))
                .isEqualTo(CommandOutcome.rejected("not today \u00e9"));
        assertThat(commands.handleOnce(PHONE, Optional.of(A), giving(CommandOutcome.processed())))
                .isEqualTo(CommandOutcome.rejected("not today \u00e9"));
        assertThat(commands.handleOnce(PHONE, Optional.of(B), giving(CommandOutcome.processed())))
                .isEqualTo(CommandOutcome.processed());
        assertThat(commands.handleOnce(PHONE, Optional.of(B), giving(CommandOutcome.rejected(""))))
                .isEqualTo(CommandOutcome.processed());
        assertThat(handled).hasValue(2);
    }

    @Test
    @DisplayName("RTU-40: user, device and ref name a command")
    void userDeviceAndRefNameACommand() throws Exception {
        for (Device device : List.of(PHONE, TABLET, BERT)) {
            commands.handleOnce(device, Optional.of(A), giving(CommandOutcome.processed()));
        }

        assertThat(handled).hasValue(3);
    }

    @Test
    @DisplayName("RTU-40: a handler that throws records nothing")
    void aHandlerThatThrowsRecordsNothing() throws Exception {
        Exception thrown = new Exception("checked, thrown on purpose");

        assertThatThrownBy(() -> commands.handleOnce(PHONE, Optional.of(A), transaction -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(commands.handleOnce(PHONE, Optional.of(A), giving(CommandOutcome.processed())))
                .isEqualTo(CommandOutcome.processed());
        assertThat(handled).hasValue(1);
    }

    @Test
    @DisplayName("RTU-40: a command without a ref is handled each time")
    void aCommandWithoutARefIsHandledEachTime() throws Exception {
        assertThat(commands.handleOnce(PHONE, Optional.empty(), giving(CommandOutcome.rejected("no"))))
                .isEqualTo(CommandOutcome.rejected("no"));
        assertThat(commands.handleOnce(PHONE, Optional.empty(), giving(CommandOutcome.processed())))
                .isEqualTo(CommandOutcome.processed());
        assertThat(handled).hasValue(2);
    }

    @Test
    @DisplayName("RTU-40: what a handler publishes in its transaction happens once for each ref")
    void whatAHandlerPublishesHappensOnce() throws Exception {
        Handler publishing = transaction -> {
            pending.append(transaction, List.of(forDevice(TABLET, "update " + handled.incrementAndGet())));
            return CommandOutcome.processed();
        };
        commands.handleOnce(PHONE, Optional.of(A), publishing);
        commands.handleOnce(PHONE, Optional.of(A), publishing);
        assertThat(refs(TABLET_PERSONAL)).containsExactly("update 1");

        commands.handleOnce(PHONE, Optional.of(B), publishing);
        assertThat(refs(TABLET_PERSONAL)).containsExactly("update 1", "update 2");
    }

    @Test
    @DisplayName("RTU-40: what a handler that throws published is gone, and it is handled again")
    void whatAFailedHandlerPublishedIsGone() throws Exception {
        assertThatThrownBy(() -> commands.handleOnce(PHONE, Optional.of(A), transaction -> {
                    pending.append(transaction, List.of(forDevice(TABLET, "gone")));
                    throw new Exception("checked, thrown on purpose");
                }))
                .hasMessage("checked, thrown on purpose");
        assertThat(refs(TABLET_PERSONAL)).isEmpty();

        commands.handleOnce(PHONE, Optional.of(A), transaction -> {
            pending.append(transaction, List.of(forDevice(TABLET, "kept")));
            return CommandOutcome.processed();
        });
        assertThat(refs(TABLET_PERSONAL)).containsExactly("kept");
    }

    @Test
    @DisplayName("RTU-40: what a rejecting handler published is kept: rejecting is an outcome, not a failure")
    void whatARejectingHandlerPublishedIsKept() throws Exception {
        commands.handleOnce(PHONE, Optional.of(A), transaction -> {
            pending.append(transaction, List.of(forDevice(TABLET, "a")));
            return CommandOutcome.rejected("no");
        });

        assertThat(refs(TABLET_PERSONAL)).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-40: tasks run after the commit, in order, and what they throw changes nothing")
    void tasksRunAfterTheCommit() throws Exception {
        Handler handler = transaction -> {
            transaction.afterCommit(() -> happened.add("waiting: " + refs(TABLET_PERSONAL)));
            transaction.afterCommit(() -> {
                throw new IllegalStateException("thrown on purpose");
            });
            transaction.afterCommit(() -> happened.add("last"));
            pending.append(transaction, List.of(forDevice(TABLET, "a")));
            happened.add("handled");
            return CommandOutcome.processed();
        };

        assertThat(commands.handleOnce(PHONE, Optional.of(A), handler)).isEqualTo(CommandOutcome.processed());
        assertThat(commands.handleOnce(PHONE, Optional.of(A), handler)).isEqualTo(CommandOutcome.processed());

        assertThat(happened).containsExactly("handled", "waiting: [a]", "last");
    }

    @Test
    @DisplayName("RTU-40: tasks of a handler that throws never run")
    void tasksOfAFailedHandlerNeverRun() throws Exception {
        inFailedTransaction(transaction -> transaction.afterCommit(() -> happened.add("never")));
        commands.handleOnce(PHONE, Optional.of(A), giving(CommandOutcome.processed()));

        assertThat(happened).isEmpty();
    }

    @Test
    void aHandleOfAnUnknownTypeIsRefused() {
        inTransaction(transaction -> assertThatThrownBy(() -> transaction.unwrap(StringBuilder.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StringBuilder"));
    }

    @Test
    @DisplayName("RTU-40: attempts are counted for each device and ref, until the outcome is recorded")
    void attemptsAreCountedUntilTheOutcomeIsRecorded() throws Exception {
        assertThat(commands.countAttempt(PHONE, A)).isEqualTo(1);
        assertThat(commands.countAttempt(PHONE, A)).isEqualTo(2);
        assertThat(commands.countAttempt(PHONE, B)).isEqualTo(1);
        assertThat(commands.countAttempt(TABLET, A)).isEqualTo(1);

        assertThatThrownBy(() -> commands.handleOnce(PHONE, Optional.of(A), transaction -> {
                    throw new IllegalStateException("thrown on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(commands.countAttempt(PHONE, A)).isEqualTo(3);

        commands.handleOnce(PHONE, Optional.of(A), giving(CommandOutcome.processed()));
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
            Handler handler = transaction -> {
                calling.await();
                handled.incrementAndGet();
                return outcome;
            };
            OtherThread.Step call = () -> {
                calling.countDown();
                assertThat(commands.handleOnce(PHONE, Optional.of(ref), handler))
                        .isEqualTo(outcome);
            };

            OtherThread.runAtOnce(Collections.nCopies(threads, call));
        }

        assertThat(handled).hasValue(50);
    }

    private Handler giving(CommandOutcome outcome) {
        return transaction -> {
            handled.incrementAndGet();
            return outcome;
        };
    }
}
