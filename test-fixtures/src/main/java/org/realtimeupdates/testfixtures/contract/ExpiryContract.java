package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What every {@link Expiry} does: called until nothing is left to do, it has let go of all that is old. */
public abstract class ExpiryContract extends ServerStoreSetup {

    /** For the leaf. */
    protected ExpiryContract() {}

    @Test
    void anEmptyStoreLeavesNothingToDo() {
        assertThat(expiry.expire()).isFalse();
    }

    @Test
    @DisplayName("RTU-15: an update that waits too long is let go with all that waits in its mailbox")
    void anUpdateThatWaitsTooLongIsLetGo() {
        append(forDevice(PHONE, "old"), forDevice(BERT, "old"));
        clock.advance(MAX_AGE.minus(SECOND));
        append(forDevice(PHONE, "young"), forDevice(TABLET, "young"));
        expireAll();
        assertThat(refs(PHONE_PERSONAL)).containsExactly("old", "young");

        clock.advance(SECOND.multipliedBy(2));
        expireAll();

        assertResetThen(PHONE_PERSONAL);
        assertResetThen(BERT_PERSONAL);
        assertThat(refs(TABLET_PERSONAL)).containsExactly("young");
        assertThat(pending.backlog(PHONE_PERSONAL).count()).isEqualTo(1);
        assertThat(resetsMade()).isEqualTo(2);
        append(forDevice(PHONE, "new"));
        assertResetThen(PHONE_PERSONAL, "new");
    }

    @Test
    @DisplayName("RTU-15: nobody has to use a mailbox for its updates to be let go")
    void mailboxesNobodyUsesAreLookedAfter() {
        List<Mailbox> mailboxes = IntStream.range(0, 300)
                .mapToObj(i -> new Mailbox(new Device("user" + i, "phone"), PERSONAL))
                .toList();
        pending.append(mailboxes.stream()
                .map(mailbox -> forDevice(mailbox.device(), "old"))
                .toList());
        clock.advance(MAX_AGE.plus(SECOND));

        expireAll();

        assertThat(resetsMade()).isEqualTo(300);
        assertThat(mailboxes).allSatisfy(this::assertResetThen);
    }

    @Test
    @DisplayName("RTU-15: the update that says so waits for ever and is not replaced by another one")
    void aResetOnItsOwnDoesNotGrowTooOld() {
        append(forDevice(PHONE, "a"));
        clock.advance(MAX_AGE.plus(SECOND));
        expireAll();
        List<PendingUpdate> reset = readAll(PHONE_PERSONAL);

        clock.advance(MAX_AGE.plus(SECOND));
        expireAll();
        assertThat(readAll(PHONE_PERSONAL)).isEqualTo(reset);

        append(forDevice(PHONE, "b"));
        expireAll();
        assertResetThen(PHONE_PERSONAL, "b");
        clock.advance(MAX_AGE.plus(SECOND));
        expireAll();
        assertResetThen(PHONE_PERSONAL);
        assertThat(resetsMade()).isEqualTo(2);
    }

    @Test
    @DisplayName("RTU-11: refs of updates that were let go are remembered for the ref memory")
    void refsOfUpdatesThatWereLetGoAreRemembered() {
        append(forDevice(PHONE, "a"));
        clock.advance(MAX_AGE.plus(SECOND));
        expireAll();
        append(forDevice(PHONE, "a"));
        assertResetThen(PHONE_PERSONAL);

        clock.advance(REF_MEMORY.plus(SECOND));
        expireAll();
        append(forDevice(PHONE, "a"));
        assertResetThen(PHONE_PERSONAL, "a");
    }

    @Test
    @DisplayName("RTU-40: an outcome is remembered for longer than an app sends its command")
    void anOutcomeIsRememberedForLongerThanAnAppSendsItsCommand() throws Exception {
        Optional<Ref> ref = Optional.of(new Ref("a"));
        commands.handleOnce(PHONE, ref, transaction -> CommandOutcome.rejected("first"));
        clock.advance(Duration.ofDays(8));

        expireAll();

        assertThat(commands.handleOnce(PHONE, ref, transaction -> CommandOutcome.processed()))
                .isEqualTo(CommandOutcome.rejected("first"));
    }
}
