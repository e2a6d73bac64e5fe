package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** What refs are for: publishing again changes nothing. A part of {@link PendingUpdatesContract}. */
abstract class PendingUpdatesRefRules extends ServerStoreSetup {

    @Test
    @DisplayName("RTU-11: a ref published again is not put there again")
    void aRefPublishedAgainIsNotPutThereAgain() {
        devices.register(PHONE);
        append(forAnna("a"), forAnna("b"));

        assertThat(pending.append(List.of(forAnna("a"), forAnna("c")))).containsExactly(Set.of(PHONE), Set.of(PHONE));

        assertThat(refs(PHONE_PERSONAL)).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("RTU-11: a ref twice in one call is put there once")
    void aRefTwiceInOneCallIsPutThereOnce() {
        devices.register(PHONE);
        append(forAnna("a"), forAnna("a"), forDevice(PHONE, "a"));

        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-11: a ref is seen by device and account")
    void aRefIsSeenByDeviceAndAccount() {
        devices.register(PHONE);
        append(forAnna("a"));
        devices.register(TABLET);
        append(
                forAnna("a"),
                new NewPendingUpdate(Recipient.user("anna"), BUSINESS, new Ref("a"), "other content"),
                forDevice(BERT, "a"));

        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
        assertThat(refs(TABLET_PERSONAL)).containsExactly("a");
        assertThat(refs(PHONE_BUSINESS)).containsExactly("a");
        assertThat(refs(BERT_PERSONAL)).containsExactly("a");
    }

    @Test
    void refsAreTakenAsTheyAreWritten() {
        devices.register(PHONE);
        List<String> written = List.of("x", "X", "x ", "\u00e9", "e\u0301", "\ud83d\ude00".repeat(Ref.MAX_LENGTH));
        written.forEach(ref -> append(forAnna(ref)));

        assertThat(refs(PHONE_PERSONAL)).isEqualTo(written);
    }

    @Test
    @DisplayName("RTU-11: a ref is a no-op after its reply too")
    void aRefIsANoOpAfterItsReplyToo() {
        devices.register(PHONE);
        append(forAnna("a"));
        remove(PHONE_PERSONAL, "a");
        append(forAnna("a"));

        assertThat(refs(PHONE_PERSONAL)).isEmpty();
    }

    @Test
    @DisplayName("RTU-11: a ref is remembered for the whole ref memory after its reply, and forgotten later")
    void aRefIsForgottenAfterTheRefMemory() {
        devices.register(PHONE);
        append(forAnna("a"));
        clock.advance(REF_MEMORY.multipliedBy(2));
        expireAll();
        append(forAnna("a"));
        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
        remove(PHONE_PERSONAL, "a");

        clock.advance(REF_MEMORY.minus(SECOND));
        expireAll();
        append(forAnna("a"));
        assertThat(refs(PHONE_PERSONAL)).isEmpty();

        clock.advance(SECOND.multipliedBy(2));
        expireAll();
        append(forAnna("a", "other content"));
        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-11: a ref with other content is an error, and nothing of the call has happened")
    void aRefWithOtherContentIsAnError() {
        devices.register(PHONE);
        devices.register(BERT);
        append(forAnna("a"));
        Device unknown = new Device("anna", "neverSeen");

        assertThatThrownBy(() -> append(
                        forDevice(BERT, "x"),
                        forDevice(unknown, "x"),
                        forAnna("b"),
                        forAnna("a", "other content"),
                        forAnna("c")))
                .isInstanceOfSatisfying(RefConflictException.class, conflict -> {
                    assertThat(conflict.ref()).isEqualTo(new Ref("a"));
                    assertThat(conflict.account()).isEqualTo(PERSONAL);
                });

        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
        assertThat(readAll(PHONE_PERSONAL).get(0).frame()).isEqualTo(frame("a"));
        assertThat(refs(BERT_PERSONAL)).isEmpty();
        assertThat(devices.known("anna")).containsExactly(PHONE);
        append(forAnna("b", "free to be used"), forDevice(BERT, "x"));
        assertThat(refs(PHONE_PERSONAL)).containsExactly("a", "b");
        assertThat(refs(BERT_PERSONAL)).containsExactly("x");
    }

    @Test
    @DisplayName("RTU-11: a ref with other content in one of several mailboxes is an error for all")
    void aConflictInOneMailboxIsAnErrorForAll() {
        devices.register(PHONE);
        devices.register(TABLET);
        append(forDevice(TABLET, "a"));

        assertThatThrownBy(() -> append(forAnna("a", "other content"))).isInstanceOf(RefConflictException.class);

        assertThat(refs(PHONE_PERSONAL)).isEmpty();
        assertThat(refs(TABLET_PERSONAL)).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-11: a ref with two contents in one call is an error")
    void aRefWithTwoContentsInOneCallIsAnError() {
        devices.register(PHONE);

        assertThatThrownBy(() -> append(forAnna("a"), forAnna("a", "other content")))
                .isInstanceOf(RefConflictException.class);

        assertThat(refs(PHONE_PERSONAL)).isEmpty();
    }

    @Test
    @DisplayName("RTU-11: a ref with other content is an error after its reply too")
    void aRefWithOtherContentIsAnErrorAfterItsReplyToo() {
        devices.register(PHONE);
        append(forAnna("a"));
        remove(PHONE_PERSONAL, "a");

        assertThatThrownBy(() -> append(forAnna("a", "other content"))).isInstanceOf(RefConflictException.class);
        clock.advance(REF_MEMORY.minus(SECOND));
        expireAll();
        assertThatThrownBy(() -> append(forAnna("a", "other content"))).isInstanceOf(RefConflictException.class);

        assertThat(refs(PHONE_PERSONAL)).isEmpty();
    }
}
