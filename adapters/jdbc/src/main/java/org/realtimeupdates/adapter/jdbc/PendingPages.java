package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.realtimeupdates.application.port.persistence.Mailboxes;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** Reads what waits in a mailbox. */
final class PendingPages {

    /** The mailbox of a user, device and account: one row, or none. */
    private static final String MAILBOX = """
            WITH mailbox AS (
                SELECT m.id, m.user_id, m.waiting, m.let_go_to
                FROM rtu_user AS u
                JOIN rtu_device AS d ON d.user_id = u.id
                JOIN rtu_mailbox AS m ON m.device_id = d.id
                WHERE u.name = ? AND d.name = ? AND m.account = ?
            )
            """;

    /**
     * Where rows are made one by one: whoever reads them stops where the page ends. SQLite keeps to the order of a CROSS JOIN, and
     * so needs no sorting, which would read all of them first.
     */
    private static final String ROWS = MAILBOX + """
            SELECT u.position, u.ref, p.bytes, u.frame, u.reset
            FROM rtu_pending AS p CROSS JOIN rtu_update AS u
            WHERE p.mailbox_id = (SELECT id FROM mailbox)
                AND p.position > (SELECT CASE WHEN let_go_to > ? THEN let_go_to ELSE ? END FROM mailbox)
                AND u.user_id = (SELECT user_id FROM mailbox) AND u.position = p.position
            ORDER BY p.position LIMIT ?
            """;

    /**
     * Where the whole result is made first: sizes are added up before any frame is read, so that no more frames are read than are
     * asked for. The innermost condition is written for the primary key: read in its order from a place in it, however much waits.
     */
    private static final String PAGE = MAILBOX + """
            SELECT u.position, u.ref, page.bytes, u.frame, u.reset
            FROM (
                SELECT position, bytes, SUM(bytes) OVER (ORDER BY position) AS total
                FROM (
                    SELECT position, bytes FROM rtu_pending
                    WHERE (mailbox_id, position) > (
                            (SELECT id FROM mailbox),
                            (SELECT CASE WHEN let_go_to > ? THEN let_go_to ELSE ? END FROM mailbox))
                        AND mailbox_id <= (SELECT id FROM mailbox)
                    ORDER BY mailbox_id, position LIMIT ?
                ) AS waiting
            ) AS page
            CROSS JOIN rtu_update AS u
            WHERE u.user_id = (SELECT user_id FROM mailbox) AND u.position = page.position
                AND (page.total <= ? OR page.total = page.bytes)
            ORDER BY page.position
            """;

    private static final String BACKLOG = MAILBOX + """
            SELECT waiting, (
                SELECT MAX(position) FROM rtu_pending
                WHERE mailbox_id = (SELECT id FROM mailbox) AND position > (SELECT let_go_to FROM mailbox)
            )
            FROM mailbox
            """;

    /** No frame of an update is shorter: no more sizes are added up than could fit a page. */
    private static final int MIN_FRAME_BYTES = 100;

    private PendingPages() {}

    /** The updates after a position: so many at most, and bytes, but one at least. */
    static List<PendingUpdate> readAfter(
            Connection connection, Dialect dialect, Mailbox mailbox, long position, int max, int maxBytes)
            throws SQLException {
        boolean rowByRow = dialect.readsRowByRow();
        try (PreparedStatement select = connection.prepareStatement(rowByRow ? ROWS : PAGE)) {
            setMailbox(select, mailbox);
            select.setLong(4, position);
            select.setLong(5, position);
            select.setInt(6, Math.min(max, 1 + maxBytes / MIN_FRAME_BYTES));
            if (!rowByRow) {
                select.setInt(7, maxBytes);
            }
            try (ResultSet row = select.executeQuery()) {
                return page(row, maxBytes);
            }
        }
    }

    private static List<PendingUpdate> page(ResultSet row, int maxBytes) throws SQLException {
        List<PendingUpdate> page = new ArrayList<>();
        long room = maxBytes;
        while (row.next()) {
            room -= row.getLong(3);
            if (room < 0 && !page.isEmpty()) {
                break;
            }
            Ref ref = new Ref(StoredText.read(row.getString(2)));
            String frame = Frame.text(row.getBytes(4));
            page.add(new PendingUpdate(row.getLong(1), ref, frame, row.getBoolean(5)));
        }
        return page;
    }

    /** What waits in a mailbox. */
    static Backlog backlog(Connection connection, Mailbox mailbox) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BACKLOG)) {
            setMailbox(select, mailbox);
            try (ResultSet row = select.executeQuery()) {
                // No position is read as 0, which is the one before the first.
                return row.next() ? new Backlog(row.getInt(1), row.getLong(2)) : new Backlog(0, Mailboxes.START);
            }
        }
    }

    private static void setMailbox(PreparedStatement select, Mailbox mailbox) throws SQLException {
        select.setString(1, StoredText.of(mailbox.device().user()));
        select.setString(2, StoredText.of(mailbox.device().id()));
        select.setString(3, mailbox.account().wireName());
    }
}
