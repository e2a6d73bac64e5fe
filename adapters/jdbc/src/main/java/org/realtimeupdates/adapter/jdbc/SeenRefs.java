package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.domain.Ref;

/** Finds out which refs mailboxes have seen [RTU-11]. */
final class SeenRefs {

    private static final int AT_ONCE = 1_000;

    private final Dialect dialect;
    private final Map<Long, PlannedMailbox> mailboxes = new HashMap<>();
    private final List<Long> ids = new ArrayList<>();
    private final List<String> refs = new ArrayList<>();

    SeenRefs(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Asks whether a mailbox has seen a ref. */
    void ask(PlannedMailbox mailbox, Ref ref) {
        mailboxes.put(mailbox.id(), mailbox);
        ids.add(mailbox.id());
        refs.add(StoredText.of(ref.value()));
    }

    /** Tells each mailbox what it has seen of what was asked. */
    void find(Connection connection) throws SQLException {
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, ids.size());
            find(connection, ids.subList(from, to), refs.subList(from, to));
        }
    }

    private void find(Connection connection, List<Long> someIds, List<String> theirRefs) throws SQLException {
        String sql = """
                SELECT s.mailbox_id, s.ref, s.digest
                FROM %s JOIN rtu_seen AS s ON s.mailbox_id = wanted.mailbox_id AND s.ref = wanted.ref
                """.formatted(dialect.pairs());
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            dialect.setPairs(select, 1, someIds, theirRefs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    PlannedMailbox mailbox = mailboxes.get(row.getLong(1));
                    if (mailbox != null) {
                        mailbox.saw(new Ref(StoredText.read(row.getString(2))), row.getBytes(3));
                    }
                }
            }
        }
    }
}
