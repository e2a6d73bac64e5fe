package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.PERSONAL;
import static org.realtimeupdates.domain.EntityTypes.GROUP;
import static org.realtimeupdates.domain.UpdateOutcome.PROCESSED;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Ref;

/** What happens after a commit. A part of {@link AppliedUpdatesContract}. */
abstract class AppliedUpdatesCommitRules extends ClientStoreSetup {

    private static final Result RAN = new Result(true, PROCESSED);

    private final List<String> happened = new ArrayList<>();

    @Test
    @DisplayName("RTU-40: tasks run after the commit, in order, on the thread that commits")
    void tasksRunAfterTheCommit() {
        Thread committing = Thread.currentThread();
        Effect first = Effects.once(new Ref("a"), transaction -> {
            entities.save(transaction, PERSONAL, GROUP, new Group("1", "saved"));
            transaction.afterCommit(() -> {
                assertThat(Thread.currentThread()).isSameAs(committing);
                happened.add("task of a sees "
                        + entities.find(PERSONAL, GROUP, "1").map(Group::name).orElse("nothing"));
            });
            transaction.afterCommit(() -> happened.add("second task of a"));
            happened.add("a");
        });
        Effect second = Effects.once(new Ref("b"), transaction -> {
            transaction.afterCommit(() -> happened.add("task of b"));
            happened.add("b");
        });

        applied.applyOnce(PERSONAL, List.of(first, second));

        assertThat(happened).containsExactly("a", "b", "task of a sees saved", "second task of a", "task of b");
    }

    @Test
    @DisplayName("RTU-40: tasks of a transaction that fails never run")
    void tasksOfAFailedTransactionNeverRun() {
        inFailedTransactionWith(noting("a"));
        assertThatThrownBy(() ->
                        applied.applyOnce(PERSONAL, List.of(noting("b"), Effects.once(new Ref("c"), transaction -> {
                            throw new StoreException("thrown on purpose");
                        }))))
                .isInstanceOf(StoreException.class);
        applied.applyOnce(PERSONAL, List.of(Effects.always(transaction -> {})));
        assertThat(happened).isEmpty();

        applied.applyOnce(PERSONAL, List.of(noting("a")));
        assertThat(happened).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-22: the tasks of an update that comes again do not run again")
    void tasksOfAnUpdateThatComesAgainDoNotRunAgain() {
        applied.applyOnce(PERSONAL, List.of(noting("a")));
        applied.applyOnce(PERSONAL, List.of(noting("a"), noting("b")));

        assertThat(happened).containsExactly("a", "b");
    }

    @Test
    @DisplayName("RTU-21: what a task throws changes nothing")
    void whatATaskThrowsChangesNothing() {
        Effect failingTasks = Effects.once(new Ref("a"), transaction -> {
            transaction.afterCommit(() -> {
                throw new IllegalStateException("thrown on purpose");
            });
            transaction.afterCommit(() -> {
                throw new StackOverflowError("thrown on purpose");
            });
        });

        assertThat(applied.applyOnce(PERSONAL, List.of(failingTasks, noting("b"))))
                .containsExactly(RAN, RAN);

        assertThat(happened).containsExactly("b");
        assertThat(applied.applyOnce(PERSONAL, List.of(failingTasks))).containsExactly(new Result(false, PROCESSED));
    }

    @Test
    void aTaskMayUseTheStore() {
        inTransaction(transaction -> transaction.afterCommit(() -> {
            applied.applyOnce(PERSONAL, List.of(noting("task")));
            happened.add("done");
        }));

        assertThat(happened).containsExactly("task", "done");
    }

    /** Lets a transaction with these effects fail at its end. */
    void inFailedTransactionWith(Effect... effects) {
        List<Effect> all = new ArrayList<>(List.of(effects));
        all.add(Effects.always(transaction -> {
            throw new IllegalStateException("thrown on purpose");
        }));
        assertThatThrownBy(() -> applied.applyOnce(PERSONAL, all)).isInstanceOf(EffectFailedException.class);
    }

    private Effect noting(String ref) {
        return Effects.once(new Ref(ref), transaction -> transaction.afterCommit(() -> happened.add(ref)));
    }
}
