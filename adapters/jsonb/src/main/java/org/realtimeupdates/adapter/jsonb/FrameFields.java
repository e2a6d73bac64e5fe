package org.realtimeupdates.adapter.jsonb;

import java.util.Optional;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.MessageType;

/** The known fields of one frame, in whatever order they were sent [RTU-1]. */
final class FrameFields {

    final Field<AccountType> account = new Field<>("account", "personal or business");
    final Field<MessageType> type = new Field<>("type", "command, reply or update");
    final Field<PayloadFields> payload = new Field<>("payload", "an object");
    /** Of every payload the frame has, be it one too many. */
    final PayloadFields content = new PayloadFields("payload");

    /** Reads the rest of the object just entered. */
    void read(StrictParser in) {
        while (in.nextKey()) {
            switch (in.key()) {
                case "account" ->
                    account.seen(Optional.ofNullable(in.nextText())
                            .flatMap(AccountType::find)
                            .orElse(null));
                case "type" ->
                    type.seen(Optional.ofNullable(in.nextText())
                            .flatMap(MessageType::find)
                            .orElse(null));
                case "payload" -> payload.seen(in.nextObject() ? content(in) : null);
                default -> in.skipValue();
            }
        }
    }

    private PayloadFields content(StrictParser in) {
        content.read(in);
        return content;
    }
}
