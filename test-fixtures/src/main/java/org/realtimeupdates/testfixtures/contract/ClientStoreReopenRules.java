package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;
import static org.realtimeupdates.domain.EntityTypes.GROUP;
import static org.realtimeupdates.domain.UpdateOutcome.PROCESSED;
import static org.realtimeupdates.domain.UpdateOutcome.UNSUPPORTED;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.QuarantineView;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Ref;

/** What a process finds that starts after another one. A part of {@link DurableClientStoreContract}. */
abstract class ClientStoreReopenRules extends ClientStoreSetup {

    /** Any character can be in a text, and texts can be long. */
    private static final String ODD = "a\u0000\u0010\ud800'\"\\?;\ud83d\ude00" + "\u20ac".repeat(3_000);

    private static final Ref A = new Ref("a");
    private static final Ref B = new Ref("b");

    /** As {@link DurableClientStoreContract#reopen}. */
    abstract ClientStorePorts reopen(ClientStoreLimits limits, InstantSource clock) throws Exception;

    private void reopen() throws Exception {
        use(reopen(LIMITS, clock));
    }

    @Test
    @DisplayName("RTU-21: refs with their outcomes are remembered by the next process")
    void refsAreRemembered() throws Exception {
        inTransaction(A, transaction -> {});
        applied.applyOnce(BUSINESS, List.of(new Effect(Optional.of(B), transaction -> UNSUPPORTED)));

        for (int life = 0; life < 2; life++) {
            reopen();
            assertThat(comesAgain(PERSONAL, A)).isEqualTo(new Result(false, PROCESSED));
            assertThat(comesAgain(BUSINESS, B)).isEqualTo(new Result(false, UNSUPPORTED));
        }
        assertThat(comesAgain(PERSONAL, B)).isEqualTo(new Result(true, PROCESSED));
    }

    @Test
    @DisplayName("RTU-33: tries are counted on by the next process")
    void triesAreCountedOn() throws Exception {
        attempts.count(PERSONAL, List.of(A, B));
        attempts.count(PERSONAL, List.of(A));
        inTransaction(B, transaction -> {});
        reopen();

        assertThat(attempts.counted(PERSONAL, List.of(A, B))).isEqualTo(Map.of(A, 2));
        assertThat(attempts.counted(BUSINESS, List.of(A))).isEmpty();
        assertThat(attempts.count(PERSONAL, List.of(A))).isEqualTo(Map.of(A, 3));
    }

    @Test
    @DisplayName("RTU-21: quarantine, commands and copies are found by the next process, whatever their texts are")
    void whatATransactionWroteIsFound() throws Exception {
        Ref odd = new Ref(ODD.substring(0, 100));
        QuarantinedUpdate poison = new QuarantinedUpdate(
                Optional.of(BUSINESS),
                Optional.of(odd),
                ODD,
                List.of(ODD, "", "1"),
                QuarantinedUpdate.Cause.MALFORMED,
                ODD,
                5,
                clock.instant().plusNanos(1),
                ODD);
        Command command = new Command(ODD, "{}", Optional.of(odd));
        String longId = "\u20ac".repeat(10_000);
        inTransaction(odd, transaction -> {
            quarantine.add(transaction, poison);
            outbox.add(transaction, PERSONAL, command);
            entities.save(transaction, PERSONAL, GROUP, new Group(longId, "choir\u0000"));
            entities.save(transaction, PERSONAL, GROUP, new Group("\u0000", null));
        });
        List<Outbox.Entry> kept = outbox.list(0, 10);
        clock.advance(Duration.ofDays(1));
        reopen();

        assertThat(comesAgain(PERSONAL, odd).ran()).isFalse();
        assertThat(quarantine.list(QuarantineView.START, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.update()).isEqualTo(poison));
        assertThat(outbox.list(0, 10)).isEqualTo(kept);
        assertThat(outbox.list(0, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.command()).isEqualTo(command));
        assertThat(entities.list(PERSONAL, GROUP))
                .containsExactly(new Group("\u0000", null), new Group(longId, "choir\u0000"));
        assertThat(entities.find(PERSONAL, GROUP, longId)).isPresent();
        assertThat(entities.find(PERSONAL, GROUP, longId + "x")).isEmpty();
        inTransaction(transaction -> {
            assertThat(quarantine.holds(transaction, BUSINESS, ODD, List.of("2", ODD)))
                    .isTrue();
            assertThat(quarantine.holds(transaction, BUSINESS, ODD, List.of("2", ODD + "x")))
                    .isFalse();
        });
    }

    @Test
    @DisplayName("RTU-33: what a transaction changed and removed stays so")
    void whatATransactionChangedStaysSo() throws Exception {
        inTransaction(transaction -> {
            quarantine.add(transaction, QuarantineSetup.update(PERSONAL, "a", "message", "1"));
            quarantine.add(transaction, QuarantineSetup.update(PERSONAL, "b", "message", "2"));
            entities.save(transaction, PERSONAL, GROUP, new Group("1", "one"));
            entities.save(transaction, PERSONAL, GROUP, new Group("2", "two"));
            entities.save(transaction, BUSINESS, GROUP, new Group("1", "other account"));
        });
        QuarantineView.Entry first = quarantine.list(QuarantineView.START, 1).get(0);
        QuarantineView.Entry second = quarantine.list(first.position(), 1).get(0);
        QuarantineView.Entry counted =
                new QuarantineView.Entry(second.position(), second.update().counted());
        inTransaction(transaction -> {
            quarantine.remove(transaction, first.position());
            quarantine.update(transaction, counted);
            entities.delete(transaction, PERSONAL, GROUP, "1");
            entities.clear(transaction, BUSINESS);
        });
        reopen();

        assertThat(quarantine.list(QuarantineView.START, 10)).containsExactly(counted);
        inTransaction(transaction -> {
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("1")))
                    .isFalse();
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("2")))
                    .isTrue();
        });
        assertThat(entities.list(PERSONAL, GROUP)).containsExactly(new Group("2", "two"));
        assertThat(entities.list(BUSINESS, GROUP)).isEmpty();
    }

    @Test
    @DisplayName("RTU-21: of a transaction that failed nothing is found")
    void ofAFailedTransactionNothingIsFound() throws Exception {
        inFailedTransaction(this::writeEverywhere);
        reopen();

        assertNothingWasWritten();
    }

    @Test
    @DisplayName("RTU-21: of a transaction that the process died in nothing is found, but for the try counted before")
    void ofATransactionThatTheProcessDiedInNothingIsFound() throws Exception {
        attempts.count(PERSONAL, List.of(A));
        Effect dying = Effects.once(B, transaction -> {
            writeEverywhere(transaction);
            reopen();
            throw new IllegalStateException("the process is dead");
        });
        assertThat(catchThrowable(() -> applied.applyOnce(PERSONAL, List.of(Effects.once(A, t -> {}), dying))))
                .isNotNull();

        assertNothingWasWritten();
        assertThat(attempts.counted(PERSONAL, List.of(A))).isEqualTo(Map.of(A, 1));
        assertThat(comesAgain(PERSONAL, A).ran()).isTrue();
        assertThat(comesAgain(PERSONAL, B).ran()).isTrue();
    }

    @Test
    @DisplayName("RTU-21: all of a transaction is found from the moment that its tasks run")
    void allOfATransactionIsFoundFromItsCommitOn() throws Exception {
        inTransaction(A, transaction -> {
            writeEverywhere(transaction);
            transaction.afterCommit(this::reopenInATask);
        });

        assertThat(comesAgain(PERSONAL, A).ran()).isFalse();
        assertThat(quarantine.list(QuarantineView.START, 10)).hasSize(1);
        assertThat(outbox.list(0, 10)).hasSize(1);
        assertThat(entities.list(PERSONAL, GROUP)).hasSize(1);
    }

    @Test
    @DisplayName("RTU-40: a command is found from the moment that it was added")
    void aCommandIsFoundFromTheMomentThatItWasAdded() throws Exception {
        outbox.add(PERSONAL, Command.of("ping").withRef(A));
        reopen();

        assertThat(outbox.list(0, 10))
                .extracting(Outbox.Entry::command)
                .containsExactly(Command.of("ping").withRef(A));
        outbox.add(PERSONAL, Command.of("other").withRef(A));
        assertThat(outbox.list(0, 10)).hasSize(1);
    }

    @Test
    void aPositionIsNotUsedAgainByTheNextProcess() throws Exception {
        inTransaction(this::writeEverywhere);
        long aside = quarantine.list(QuarantineView.START, 1).get(0).position();
        long command = outbox.list(0, 1).get(0).position();
        inTransaction(transaction -> quarantine.remove(transaction, aside));
        outbox.remove(new Ref("command"));
        reopen();

        inTransaction(this::writeEverywhere);
        outbox.add(PERSONAL, Command.of("ping").withRef(new Ref("next")));
        assertThat(quarantine.list(QuarantineView.START, 1).get(0).position()).isGreaterThan(aside);
        assertThat(outbox.list(command, 10))
                .extracting(entry -> entry.command().ref())
                .contains(Optional.of(new Ref("next")));
    }

    private void reopenInATask() {
        try {
            reopen();
        } catch (Exception e) {
            throw new IllegalStateException("could not be opened", e);
        }
    }

    private void writeEverywhere(Transaction transaction) {
        quarantine.add(transaction, QuarantineSetup.update(PERSONAL, "aside", "message", "1"));
        outbox.add(transaction, PERSONAL, Command.of("ping").withRef(new Ref("command")));
        entities.save(transaction, PERSONAL, GROUP, new Group("1", "one"));
    }

    private void assertNothingWasWritten() {
        assertThat(quarantine.list(QuarantineView.START, 10)).isEmpty();
        assertThat(outbox.list(0, 10)).isEmpty();
        assertThat(entities.list(PERSONAL, GROUP)).isEmpty();
        inTransaction(transaction -> assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("1")))
                .isFalse());
    }

    private void inTransaction(Ref ref, Effects.Writes writes) {
        applied.applyOnce(PERSONAL, List.of(Effects.once(ref, writes)));
    }

    private Result comesAgain(AccountType account, Ref ref) {
        return applied.applyOnce(account, List.of(Effects.once(ref, transaction -> {})))
                .get(0);
    }
}
