package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

/** RTU-23: what is remembered of earlier connections. */
class SessionsTest {

    private final Sessions sessions = new Sessions();

    @Test
    void theFurthestPositionIsRemembered() {
        sessions.rememberSent(mailbox(0), 7);
        sessions.rememberSent(mailbox(0), 5);
        sessions.rememberSent(mailbox(1), PendingUpdates.START);

        assertThat(sessions.sentEarlier(mailbox(0))).isEqualTo(7);
        assertThat(sessions.sentEarlier(mailbox(1))).isEqualTo(PendingUpdates.START);
    }

    @Test
    void noMoreThan100000MailboxesAreRememberedAndTheNewestIs() {
        int many = 100_000;
        for (int i = 0; i <= many; i++) {
            sessions.rememberSent(mailbox(i), 1);
            if (i == many - 1) {
                assertThat(remembered(many)).isEqualTo(many);
            }
        }

        assertThat(remembered(many + 1)).isEqualTo(many);
        assertThat(sessions.sentEarlier(mailbox(many))).isEqualTo(1);
    }

    private long remembered(int mailboxes) {
        return IntStream.range(0, mailboxes)
                .filter(i -> sessions.sentEarlier(mailbox(i)) != PendingUpdates.START)
                .count();
    }

    private static Mailbox mailbox(int user) {
        return new Mailbox(new Device("user" + user, "phone"), AccountType.PERSONAL);
    }
}
