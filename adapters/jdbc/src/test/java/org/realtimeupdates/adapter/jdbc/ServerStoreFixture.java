package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** A database of a test, and stores of a server in it. */
abstract class ServerStoreFixture {

    static final Device PHONE = new Device("anna", "phone");
    static final Device TABLET = new Device("anna", "tablet");
    static final Mailbox PHONE_PERSONAL = new Mailbox(PHONE, PERSONAL);
    static final Mailbox TABLET_PERSONAL = new Mailbox(TABLET, PERSONAL);
    static final Duration MAX_AGE = Duration.ofDays(30);
    static final Duration REF_MEMORY = Duration.ofDays(7);
    static final Duration SECOND = Duration.ofSeconds(1);

    private static final int MAX_BYTES = 1 << 20;

    @RegisterExtension
    final TestDatabase database;

    final ManualClock clock = new ManualClock();
    private final AtomicInteger resets = new AtomicInteger();

    ServerStoreFixture(TestDatabase database) {
        this.database = database;
    }

    /** A store on connections of its own. */
    JdbcServerStore open(int maxUpdates) throws SQLException {
        return open(database.dataSource(), maxUpdates);
    }

    JdbcServerStore open(DataSource dataSource, int maxUpdates) {
        PendingLimits limits = new PendingLimits(maxUpdates, MAX_BYTES, MAX_AGE, REF_MEMORY);
        return JdbcServerStore.open(dataSource, limits, clock, this::newReset);
    }

    private ResetUpdate newReset(AccountType account) {
        int number = resets.incrementAndGet();
        return new ResetUpdate(new Ref("reset " + number), "reset of " + account + " " + number);
    }

    static NewPendingUpdate forAnna(String ref) {
        return new NewPendingUpdate(Recipient.user("anna"), PERSONAL, new Ref(ref), "frame of " + ref);
    }

    static NewPendingUpdate forDevice(Device device, String ref) {
        return new NewPendingUpdate(
                Recipient.device(device.user(), device.id()), PERSONAL, new Ref(ref), "frame of " + ref);
    }

    static List<String> waiting(PendingUpdates pending, Mailbox mailbox) {
        return pending.readAfter(mailbox, PendingUpdates.START, Integer.MAX_VALUE, Integer.MAX_VALUE).stream()
                .map(PendingUpdate::ref)
                .map(Ref::value)
                .toList();
    }

    static List<Ref> refs(String... refs) {
        return Stream.of(refs).map(Ref::new).toList();
    }

    /** Lets the store do all that is due. */
    static void expireAll(JdbcServerStore store) {
        boolean more = true;
        while (more) {
            more = store.expiry().expire();
        }
    }

    long rows(String table) throws SQLException {
        return database.number("SELECT COUNT(*) FROM " + table);
    }

    /** What is counted is what is there. */
    void assertRowsAgree() throws SQLException {
        assertThat(rows("""
                rtu_update AS u LEFT JOIN (
                    SELECT m.user_id, p.position, COUNT(*) AS holders
                    FROM rtu_pending AS p JOIN rtu_mailbox AS m ON m.id = p.mailbox_id GROUP BY m.user_id, p.position
                ) AS held ON held.user_id = u.user_id AND held.position = u.position
                WHERE u.holders <> COALESCE(held.holders, 0)
                """)).as("updates with a wrong number of holders").isZero();
        assertThat(rows("""
                rtu_pending AS p JOIN rtu_mailbox AS m ON m.id = p.mailbox_id WHERE NOT EXISTS (
                    SELECT 1 FROM rtu_update AS u WHERE u.user_id = m.user_id AND u.position = p.position)
                """)).as("pending rows without an update").isZero();
        assertThat(rows("""
                rtu_mailbox AS m WHERE waiting <> (
                    SELECT COUNT(*) FROM rtu_pending WHERE mailbox_id = m.id AND position > m.let_go_to)
                """)).as("mailboxes that count wrongly").isZero();
        assertThat(rows("""
                rtu_mailbox AS m WHERE bytes <> (
                    SELECT COALESCE(SUM(bytes), 0) FROM rtu_pending WHERE mailbox_id = m.id AND position > m.let_go_to)
                """)).as("mailboxes that add up wrongly").isZero();
    }
}
