package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;

/** What a server finds that starts after another one. A part of {@link DurableServerStoreContract}. */
abstract class ServerStoreReopenRules extends ServerStoreSetup {

    private static final Optional<Ref> COMMAND = Optional.of(new Ref("command"));

    /** As {@link DurableServerStoreContract#reopen}. */
    abstract ServerStorePorts reopen(PendingLimits limits, InstantSource clock, ResetUpdates resets) throws Exception;

    private void reopen() throws Exception {
        use(reopen(LIMITS, clock, this::newReset));
    }

    @Test
    @DisplayName("RTU-30: what was published waits for the devices that were known, in its order")
    void whatWasPublishedWaits() throws Exception {
        devices.register(PHONE);
        append(forAnna("z"), forDevice(TABLET, "tablet"));
        append(forAnna("a", "text \u0000 \ud83d\ude00"));
        List<PendingUpdate> before = readAll(PHONE_PERSONAL);

        for (int life = 0; life < 2; life++) {
            reopen();
            assertThat(readAll(PHONE_PERSONAL)).isEqualTo(before);
            assertThat(pending.backlog(PHONE_PERSONAL))
                    .isEqualTo(new Backlog(2, before.get(1).position()));
            assertThat(refs(TABLET_PERSONAL)).containsExactly("tablet", "a");
            assertThat(devices.known("anna")).containsExactlyInAnyOrder(PHONE, TABLET);
        }
    }

    @Test
    @DisplayName("RTU-11: refs are remembered by the next process, and what they stood for")
    void refsAreRemembered() throws Exception {
        devices.register(PHONE);
        append(forAnna("a"), forAnna("b"));
        remove(PHONE_PERSONAL, "a");
        reopen();
        append(forAnna("a"), forAnna("b"), forAnna("c"));

        // The removal need not have been durable.
        assertThat(refs(PHONE_PERSONAL)).isIn(List.of("b", "c"), List.of("a", "b", "c"));
        assertThatThrownBy(() -> append(forAnna("a", "other content"))).isInstanceOf(RefConflictException.class);
        assertThatThrownBy(() -> append(forAnna("b", "other content"))).isInstanceOf(RefConflictException.class);
    }

    @Test
    @DisplayName("RTU-23: a reply may be lost with the process, nothing else is")
    void aReplyMayBeLost() throws Exception {
        devices.register(PHONE);
        append(forAnna("a"), forAnna("b"), forAnna("c"));
        remove(PHONE_PERSONAL, "b");
        reopen();

        assertThat(refs(PHONE_PERSONAL)).isIn(List.of("a", "c"), List.of("a", "b", "c"));
        assertThat(pending.backlog(PHONE_PERSONAL).count())
                .isEqualTo(refs(PHONE_PERSONAL).size());
    }

    @Test
    @DisplayName("RTU-40: a command's outcome is given by the next process too")
    void aCommandsOutcomeIsGivenAgain() throws Exception {
        commands.handleOnce(PHONE, COMMAND, transaction -> {
            pending.append(transaction, List.of(forDevice(TABLET, "a")));
            return CommandOutcome.rejected("no");
        });
        reopen();

        assertThat(commands.handleOnce(PHONE, COMMAND, transaction -> CommandOutcome.processed()))
                .isEqualTo(CommandOutcome.rejected("no"));
        assertThat(refs(TABLET_PERSONAL)).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-30: of a transaction that failed nothing is found")
    void ofAFailedTransactionNothingIsFound() throws Exception {
        devices.register(PHONE);
        inFailedTransaction(transaction -> pending.append(transaction, List.of(forAnna("a"), forDevice(TABLET, "b"))));
        reopen();

        assertNothingWasPublished();
    }

    @Test
    @DisplayName("RTU-40: of a command that the process died in nothing is found: it is handled again")
    void ofACommandThatTheProcessDiedInNothingIsFound() throws Exception {
        devices.register(PHONE);
        assertThat(catchThrowable(() -> commands.handleOnce(PHONE, COMMAND, transaction -> {
                    pending.append(transaction, List.of(forAnna("a"), forDevice(TABLET, "b")));
                    reopen();
                    throw new IllegalStateException("the process is dead");
                })))
                .isNotNull();

        assertNothingWasPublished();
        assertThat(commands.handleOnce(PHONE, COMMAND, transaction -> CommandOutcome.rejected("handled again")))
                .isEqualTo(CommandOutcome.rejected("handled again"));
    }

    @Test
    @DisplayName("RTU-40: all of a command is found from the moment that its tasks run")
    void allOfACommandIsFoundFromItsCommitOn() throws Exception {
        commands.handleOnce(PHONE, COMMAND, transaction -> {
            pending.append(transaction, List.of(forDevice(TABLET, "a")));
            transaction.afterCommit(this::reopenInATask);
            return CommandOutcome.processed();
        });

        assertThat(refs(TABLET_PERSONAL)).containsExactly("a");
        assertThat(commands.handleOnce(PHONE, COMMAND, transaction -> CommandOutcome.rejected("handled again")))
                .isEqualTo(CommandOutcome.processed());
    }

    @Test
    @DisplayName("RTU-15: what was let go stays so, and the update that says so waits")
    void whatWasLetGoStaysSo() throws Exception {
        devices.register(PHONE);
        appendRange(0, MAX_UPDATES + 1);
        append(forDevice(TABLET, "dropped"));
        directory.drop(TABLET_PERSONAL);
        List<PendingUpdate> before = readAll(PHONE_PERSONAL);
        reopen();

        assertThat(readAll(PHONE_PERSONAL)).isEqualTo(before);
        assertResetThen(PHONE_PERSONAL, "ref" + MAX_UPDATES);
        assertResetThen(TABLET_PERSONAL);
        append(forDevice(PHONE, "ref0"), forDevice(TABLET, "dropped"));
        assertThat(readAll(PHONE_PERSONAL)).isEqualTo(before);
        assertResetThen(TABLET_PERSONAL);
    }

    @Test
    void aPositionIsNotUsedAgainByTheNextProcess() throws Exception {
        devices.register(PHONE);
        append(forAnna("a"), forAnna("b"));
        long last = pending.backlog(PHONE_PERSONAL).lastPosition();
        remove(PHONE_PERSONAL, "a", "b");
        reopen();
        append(forAnna("c"));

        assertThat(pending.readAfter(PHONE_PERSONAL, last, 1, Integer.MAX_VALUE))
                .extracting(update -> update.ref().value())
                .containsExactly("c");
    }

    private void reopenInATask() {
        try {
            reopen();
        } catch (Exception e) {
            throw new IllegalStateException("could not be opened", e);
        }
    }

    private void assertNothingWasPublished() {
        assertThat(refs(PHONE_PERSONAL)).isEmpty();
        assertThat(refs(TABLET_PERSONAL)).isEmpty();
        assertThat(devices.known("anna")).containsExactly(PHONE);
        append(forAnna("a", "free to be used"));
        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
    }
}
