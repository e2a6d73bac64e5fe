package org.realtimeupdates.adapter.jsonb;

import java.util.List;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.TextTable;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.MessageType;

/** The known fields of one frame, in whatever order they were sent [RTU-1]; then those of the next. */
final class FrameFields {

    static final TextTable<AccountType> ACCOUNTS = TextTable.of(List.of(AccountType.values()), AccountType::wireName);
    private static final TextTable<MessageType> TYPES =
            TextTable.of(List.of(MessageType.values()), MessageType::wireName);
    private static final TextTable<String> KEYS = TextTable.ofNames("account", "type", "payload");

    final Field<AccountType> account = new Field<>("", "account", "personal or business");
    final Field<MessageType> type = new Field<>("", "type", "command, reply or update");
    final Field<PayloadFields> payload = new Field<>("", "payload", "an object");
    /** Of every payload the frame has, be it one too many. */
    final PayloadFields content = new PayloadFields("payload.");

    /** Forgets what was seen. */
    void clear() {
        account.clear();
        type.clear();
        payload.clear();
        content.clear();
    }

    /** Reads the rest of the object just entered, and forgets the one before. */
    void read(JsonScanner in) {
        clear();
        while (in.nextKey()) {
            switch (in.key(KEYS, "")) {
                case "account" -> account.seen(in.nextOf(ACCOUNTS));
                case "type" -> type.seen(in.nextOf(TYPES));
                case "payload" -> payload.seen(in.nextObject() ? content(in) : null);
                default -> in.skipValue();
            }
        }
    }

    private PayloadFields content(JsonScanner in) {
        content.read(in);
        return content;
    }
}
