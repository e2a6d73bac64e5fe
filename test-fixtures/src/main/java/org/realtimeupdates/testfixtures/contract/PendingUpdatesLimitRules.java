package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** What happens to a mailbox that holds too much or waits too long. A part of {@link PendingUpdatesContract}. */
abstract class PendingUpdatesLimitRules extends PendingUpdatesRefRules {

    @Test
    @DisplayName("RTU-15: a mailbox holds as many updates as it may")
    void aMailboxHoldsAsManyUpdatesAsItMay() {
        devices.register(PHONE);
        appendRange(0, MAX_UPDATES);

        assertThat(refs(PHONE_PERSONAL)).hasSize(MAX_UPDATES).startsWith("ref0");
        assertThat(resetsMade()).isZero();
    }

    @Test
    @DisplayName("RTU-15: one update too many lets go of all that waits, and one update that says so goes first")
    void oneUpdateTooManyLetsGoOfAllThatWaits() {
        devices.register(PHONE);
        appendRange(0, MAX_UPDATES);
        long last = pending.backlog(PHONE_PERSONAL).lastPosition();

        append(forAnna("late"), forAnna("later"));

        assertResetThen(PHONE_PERSONAL, "late", "later");
        assertThat(readAll(PHONE_PERSONAL))
                .allSatisfy(update -> assertThat(update.position()).isGreaterThan(last));
        assertThat(pending.readAfter(PHONE_PERSONAL, last, 1, Integer.MAX_VALUE))
                .singleElement()
                .matches(PendingUpdate::reset);
        assertThat(pending.backlog(PHONE_PERSONAL))
                .isEqualTo(new Backlog(3, readAll(PHONE_PERSONAL).get(2).position()));
    }

    @Test
    @DisplayName("RTU-15: the update that says so is the one that was made for it")
    void theResetIsTheOneThatWasMadeForIt() {
        devices.register(PHONE);
        appendRange(0, MAX_UPDATES + 1);

        PendingUpdate reset = readAll(PHONE_PERSONAL).get(0);
        assertThat(reset.ref()).isEqualTo(new Ref("reset 1"));
        assertThat(reset.frame()).isEqualTo(resetFrame(PERSONAL, 1));
    }

    @Test
    @DisplayName("RTU-15: a batch that goes over the bound on its own does too")
    void aBatchCanGoOverTheBoundOnItsOwn() {
        devices.register(PHONE);
        appendRange(0, MAX_UPDATES + 2);

        assertResetThen(PHONE_PERSONAL, "ref" + MAX_UPDATES, "ref" + (MAX_UPDATES + 1));
    }

    @Test
    @DisplayName("RTU-15: going over the bound again leaves one update that says so")
    void goingOverTheBoundAgainLeavesOneReset() {
        devices.register(PHONE);
        appendRange(0, MAX_UPDATES * 3);

        assertThat(readAll(PHONE_PERSONAL))
                .hasSizeLessThanOrEqualTo(MAX_UPDATES)
                .last()
                .matches(update -> update.ref().equals(new Ref("ref" + (MAX_UPDATES * 3 - 1))));
        assertThat(readAll(PHONE_PERSONAL).stream().filter(PendingUpdate::reset))
                .hasSize(1);
        assertThat(readAll(PHONE_PERSONAL).get(0).reset()).isTrue();
    }

    @Test
    @DisplayName("RTU-15: bytes are bounded as updates are, in UTF-8")
    void bytesAreBounded() {
        devices.register(PHONE);
        String quarter = "\u00e9".repeat(MAX_BYTES / 4 / 2);
        append(forAnna("1", quarter), forAnna("2", quarter), forAnna("3", quarter), forAnna("4", quarter));
        assertThat(refs(PHONE_PERSONAL)).containsExactly("1", "2", "3", "4");

        append(forAnna("5", "x"));

        assertResetThen(PHONE_PERSONAL, "5");
    }

    @Test
    @DisplayName("RTU-15: removed updates do not count")
    void removedUpdatesDoNotCount() {
        devices.register(PHONE);
        String half = "x".repeat(MAX_BYTES / 2);
        for (int i = 0; i < 10; i++) {
            append(forAnna("ref" + i, half));
            assertThat(remove(PHONE_PERSONAL, "ref" + i)).isEqualTo(1);
        }
        appendRange(10, 10 + MAX_UPDATES - 1);
        remove(PHONE_PERSONAL, "ref10", "ref11");

        assertThat(resetsMade()).isZero();
        append(forAnna("a"), forAnna("b"), forAnna("c"));
        assertThat(refs(PHONE_PERSONAL))
                .hasSize(MAX_UPDATES)
                .startsWith("ref12")
                .endsWith("a", "b", "c");
    }

    @Test
    @DisplayName("RTU-15: other mailboxes are left alone")
    void otherMailboxesAreLeftAlone() {
        devices.register(PHONE);
        devices.register(TABLET);
        append(
                forDevice(TABLET, "tablet"),
                forDevice(BERT, "bert"),
                new NewPendingUpdate(Recipient.user("anna"), BUSINESS, new Ref("business"), "frame"));
        pending.append(IntStream.rangeClosed(0, MAX_UPDATES)
                .mapToObj(i -> forDevice(PHONE, "ref" + i))
                .toList());

        assertResetThen(PHONE_PERSONAL, "ref" + MAX_UPDATES);
        assertThat(refs(TABLET_PERSONAL)).containsExactly("tablet");
        assertThat(refs(BERT_PERSONAL)).containsExactly("bert");
        assertThat(refs(PHONE_BUSINESS)).containsExactly("business");
        assertThat(resetsMade()).isEqualTo(1);
    }

    @Test
    @DisplayName("RTU-11: refs that were let go are remembered too")
    void refsThatWereLetGoAreRememberedToo() {
        devices.register(PHONE);
        appendRange(0, MAX_UPDATES + 1);
        append(forAnna("ref0"));
        assertResetThen(PHONE_PERSONAL, "ref" + MAX_UPDATES);
        assertThat(remove(PHONE_PERSONAL, "ref0", "ref1")).isZero();

        clock.advance(REF_MEMORY.plus(SECOND));
        expireAll();
        append(forAnna("ref0"));
        assertResetThen(PHONE_PERSONAL, "ref" + MAX_UPDATES, "ref0");
    }

    @Test
    @DisplayName("RTU-15: the update that says so is pending until replied like any other")
    void theResetIsPendingUntilReplied() {
        devices.register(PHONE);
        appendRange(0, MAX_UPDATES + 1);
        Ref reset = readAll(PHONE_PERSONAL).get(0).ref();

        assertThat(pending.remove(PHONE_PERSONAL, List.of(reset), Long.MAX_VALUE))
                .isEqualTo(1);

        assertThat(refs(PHONE_PERSONAL)).containsExactly("ref" + MAX_UPDATES);
        assertThat(pending.remove(PHONE_PERSONAL, List.of(reset), Long.MAX_VALUE))
                .isZero();
    }
}
