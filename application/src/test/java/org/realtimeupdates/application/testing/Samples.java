package org.realtimeupdates.application.testing;

import java.util.List;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Payload;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;

/** Updates and frames that a test has no need to spell out. */
public final class Samples {

    private Samples() {}

    public static Ref ref(String value) {
        return new Ref(value);
    }

    /** A new message of that id, in raw form. */
    public static Update update(String ref, String id) {
        return new Update(new Ref(ref), false, Action.NEW, raw("message", id));
    }

    public static Update update(String ref) {
        return update(ref, "id-of-" + ref);
    }

    public static Update silent(String ref) {
        return new Update(new Ref(ref), true, Action.NEW, raw("message", "id-of-" + ref));
    }

    public static RawEntities raw(String type, String id) {
        return new RawEntities(type, List.of(id), "[{\"id\":\"" + id + "\"}]");
    }

    public static Decoded frame(AccountType account, Payload payload) {
        SocketMessage message = new SocketMessage(account, payload);
        return new Decoded.Frame(message, ReadableCodec.text(message));
    }

    public static Decoded frame(Payload payload) {
        return frame(AccountType.PERSONAL, payload);
    }
}
