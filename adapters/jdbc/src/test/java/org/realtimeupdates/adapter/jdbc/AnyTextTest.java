package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates.Unapplied;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** Text from outside may hold any character. */
class AnyTextTest {

    private static final List<String> TEXTS = List.of(
            "\0",
            "a\0",
            "a",
            "\\0000",
            "\\",
            "\"[],'%_",
            "\u0001\n\t\u007f",
            "\ud83d",
            "\ude00",
            "\ud83d\ude00",
            "\uffff");

    @Nested
    class OnSqlite extends Rules {
        OnSqlite() {
            super(TestDatabase.sqlite());
        }
    }

    @Nested
    class OnPostgresql extends Rules {
        OnPostgresql() {
            super(TestDatabase.postgresql());
        }
    }

    abstract static class Rules extends ServerStoreFixture {

        Rules(TestDatabase database) {
            super(database);
        }

        @Test
        @DisplayName("RTU-11: refs may hold any character")
        void refsMayHoldAnyCharacter() throws Exception {
            JdbcServerStore store = open(100);
            PendingUpdates pending = store.pendingUpdates();
            List<NewPendingUpdate> updates =
                    TEXTS.stream().map(text -> forDevice(PHONE, text)).toList();
            pending.append(updates);
            pending.append(updates);
            assertThat(waiting(pending, PHONE_PERSONAL)).isEqualTo(TEXTS);

            List<Ref> refs = TEXTS.stream().map(Ref::new).toList();
            store.unappliedUpdates().record(PHONE_PERSONAL, refs, UpdateOutcome.UNSUPPORTED);
            assertThat(store.unappliedUpdates().list(PHONE_PERSONAL, 100))
                    .extracting(Unapplied::ref)
                    .containsExactlyInAnyOrderElementsOf(refs);
            assertThat(pending.remove(PHONE_PERSONAL, refs, Long.MAX_VALUE)).isEqualTo(TEXTS.size());
            pending.append(updates);
            assertThat(waiting(pending, PHONE_PERSONAL)).isEmpty();
        }

        @Test
        @DisplayName("RTU-30: users may hold any character")
        void usersMayHoldAnyCharacter() throws Exception {
            JdbcServerStore store = open(100);
            List<Mailbox> mailboxes = TEXTS.stream()
                    .map(text -> new Mailbox(new Device("user " + text, "phone"), PERSONAL))
                    .toList();
            mailboxes.forEach(mailbox -> store.devices().register(mailbox.device()));
            store.pendingUpdates()
                    .append(mailboxes.stream()
                            .map(mailbox -> new NewPendingUpdate(
                                    Recipient.user(mailbox.device().user()),
                                    PERSONAL,
                                    new Ref("a"),
                                    mailbox.device()
                                            .user()
                                            .replace('\ud83d', '-')
                                            .replace('\ude00', '-')))
                            .toList());

            for (Mailbox mailbox : mailboxes) {
                assertThat(store.devices().known(mailbox.device().user())).containsExactly(mailbox.device());
                assertThat(store.pendingUpdates().readAfter(mailbox, PendingUpdates.START, 10, 1_000))
                        .extracting(PendingUpdate::frame)
                        .containsExactly(
                                mailbox.device().user().replace('\ud83d', '-').replace('\ude00', '-'));
            }
            assertThat(store.mailboxDirectory().list(Optional.empty(), Optional.empty(), 100))
                    .extracting(Summary::mailbox)
                    .containsExactlyInAnyOrderElementsOf(mailboxes);
            Mailbox third = store.mailboxDirectory()
                    .list(Optional.empty(), Optional.empty(), 3)
                    .get(2)
                    .mailbox();
            assertThat(store.mailboxDirectory().list(Optional.empty(), Optional.of(third), 100))
                    .hasSize(TEXTS.size() - 3);
        }

        @Test
        @DisplayName("RTU-40: reasons may hold any character")
        void reasonsMayHoldAnyCharacter() throws Exception {
            JdbcServerStore store = open(100);
            for (String text : TEXTS) {
                Optional<Ref> ref = Optional.of(new Ref(text));
                store.handledCommands().handleOnce(PHONE, ref, transaction -> CommandOutcome.rejected(text));
                assertThat(store.handledCommands().handleOnce(PHONE, ref, transaction -> CommandOutcome.processed()))
                        .isEqualTo(CommandOutcome.rejected(text));
            }
        }
    }
}
