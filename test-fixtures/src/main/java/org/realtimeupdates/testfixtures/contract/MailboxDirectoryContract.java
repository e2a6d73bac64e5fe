package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** What every {@link MailboxDirectory} does. */
public abstract class MailboxDirectoryContract extends ServerStoreSetup {

    /** For the leaf. */
    protected MailboxDirectoryContract() {}

    @Test
    void onlyMailboxesInWhichSomethingWaitsAreListed() {
        devices.register(PHONE);
        devices.register(TABLET);
        assertThat(all(Optional.empty())).isEmpty();

        append(forDevice(TABLET, "a"), forDevice(BERT, "b"));
        remove(BERT_PERSONAL, "b");

        assertThat(all(Optional.empty())).extracting(Summary::mailbox).containsExactly(TABLET_PERSONAL);
    }

    @Test
    @DisplayName("RTU-31: a summary tells how much waits in a mailbox and since when")
    void aSummaryTellsHowMuchWaits() {
        Instant begin = clock.instant();
        append(forDevice(PHONE, "a"));
        clock.advance(SECOND);
        append(forDevice(PHONE, "b"), forDevice(PHONE, "c"));

        long each = frame("a").getBytes(StandardCharsets.UTF_8).length;
        assertThat(all(Optional.empty())).containsExactly(new Summary(PHONE_PERSONAL, 3, 3 * each, begin));
        remove(PHONE_PERSONAL, "a");
        assertThat(all(Optional.empty())).containsExactly(new Summary(PHONE_PERSONAL, 2, 2 * each, begin.plus(SECOND)));
    }

    @Test
    void mailboxesAreListedInTheOrderOfUserAndDevice() {
        List<Device> ordered = List.of(
                new Device("Anna", "z"),
                new Device("anna", "Tablet"),
                new Device("anna", "phone"),
                new Device("anna", "tablet"),
                new Device("anna2", "a"),
                new Device("bert", "a"));
        for (int i : List.of(3, 5, 0, 2, 4, 1)) {
            append(forDevice(ordered.get(i), "a"));
        }

        assertThat(all(Optional.empty()))
                .extracting(summary -> summary.mailbox().device())
                .isEqualTo(ordered);
    }

    @Test
    void mailboxesOfOneUserAreListed() {
        append(forDevice(PHONE, "a"), forDevice(TABLET, "a"), forDevice(BERT, "a"));

        assertThat(all(Optional.of("anna")))
                .extracting(Summary::mailbox)
                .containsExactly(PHONE_PERSONAL, TABLET_PERSONAL);
        assertThat(all(Optional.of("bert"))).extracting(Summary::mailbox).containsExactly(BERT_PERSONAL);
        assertThat(all(Optional.of("nobody"))).isEmpty();
    }

    @Test
    void pagesGiveEveryMailboxOnce() {
        for (Device device : List.of(PHONE, TABLET, BERT)) {
            append(forDevice(device, "a"), forBusinessOf(device));
        }
        List<Summary> whole = all(Optional.empty());
        assertThat(whole).hasSize(6).doesNotHaveDuplicates();

        for (int size = 1; size <= 7; size++) {
            List<Summary> paged = new ArrayList<>();
            Optional<Mailbox> after = Optional.empty();
            List<Summary> page = directory.list(Optional.empty(), after, size);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(size);
                paged.addAll(page);
                after = Optional.of(page.get(page.size() - 1).mailbox());
                page = directory.list(Optional.empty(), after, size);
            }
            assertThat(paged).isEqualTo(whole);
        }
        assertThat(directory.list(Optional.of("anna"), Optional.of(whole.get(2).mailbox()), 10))
                .isEqualTo(whole.subList(3, 4));
    }

    @Test
    void aPageMayBeginAfterAMailboxThatIsNotListed() {
        append(forDevice(PHONE, "a"), forDevice(BERT, "a"));

        assertThat(directory.list(Optional.empty(), Optional.of(TABLET_PERSONAL), 10))
                .extracting(Summary::mailbox)
                .containsExactly(BERT_PERSONAL);
    }

    @Test
    @DisplayName("RTU-15: what is dropped is let go, and one update that says so takes its place")
    void whatIsDroppedIsLetGo() {
        append(forDevice(PHONE, "a"), forDevice(PHONE, "b"), forDevice(TABLET, "a"), forBusinessOf(PHONE));

        assertThat(directory.drop(PHONE_PERSONAL)).isEqualTo(2);

        assertResetThen(PHONE_PERSONAL);
        assertThat(refs(TABLET_PERSONAL)).containsExactly("a");
        assertThat(refs(PHONE_BUSINESS)).hasSize(1);
        append(forDevice(PHONE, "c"));
        assertResetThen(PHONE_PERSONAL, "c");
        assertThat(resetsMade()).isEqualTo(1);
    }

    @Test
    @DisplayName("RTU-11: refs of dropped updates are remembered")
    void refsOfDroppedUpdatesAreRemembered() {
        append(forDevice(PHONE, "a"));
        directory.drop(PHONE_PERSONAL);

        append(forDevice(PHONE, "a"));

        assertResetThen(PHONE_PERSONAL);
    }

    @Test
    void droppingWhereNothingWaitsChangesNothing() {
        devices.register(PHONE);

        assertThat(directory.drop(PHONE_PERSONAL)).isZero();
        assertThat(directory.drop(BERT_PERSONAL)).isZero();

        assertThat(all(Optional.empty())).isEmpty();
        assertThat(devices.known("bert")).isEmpty();
        assertThat(resetsMade()).isZero();
    }

    @Test
    @DisplayName("RTU-15: dropping again leaves one update that says so")
    void droppingAgainLeavesOneReset() {
        append(forDevice(PHONE, "a"));
        directory.drop(PHONE_PERSONAL);
        append(forDevice(PHONE, "b"));

        directory.drop(PHONE_PERSONAL);
        assertResetThen(PHONE_PERSONAL);
        directory.drop(PHONE_PERSONAL);
        assertResetThen(PHONE_PERSONAL);
    }

    private List<Summary> all(Optional<String> user) {
        return directory.list(user, Optional.empty(), 1_000);
    }

    private static NewPendingUpdate forBusinessOf(Device device) {
        return new NewPendingUpdate(
                Recipient.device(device.user(), device.id()), BUSINESS, new Ref("of " + PERSONAL), "frame");
    }
}
