package org.realtimeupdates.adapter.jsonb;

import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.json.EntityList;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.WrittenEntities;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;

/**
 * Reads an update whose fields stand there as {@link FrameWriter} writes them, which most do, without looking up a key:
 * a frame of these fields and no others has none twice. Belongs to one thread at a time.
 */
final class UsualUpdate {

    /** The type that was read last: mostly the next is the same. */
    private String recentType = "";

    /**
     * Reads the rest of the frame just entered; null if anything is there that is not usual, or breaks a rule. Where the
     * reader stands is open then.
     */
    @Nullable
    SocketMessage read(JsonScanner in) {
        AccountType account = in.passes("\"account\":") ? in.nextOf(FrameFields.ACCOUNTS) : null;
        if (account == null || !in.passes(",\"type\":\"update\",\"payload\":{\"ref\":")) {
            return null;
        }
        Ref ref = PayloadFields.ref(in.nextText());
        if (ref == null) {
            return null;
        }
        boolean loud = in.passes(",\"silent\":false,\"action\":");
        if (!loud && !in.passes(",\"silent\":true,\"action\":")) {
            return null;
        }
        Action action = PayloadFields.action(in);
        if (action == null || !in.passes(",\"payload\":{\"type\":")) {
            return null;
        }
        RawEntities entities = entities(in);
        return entities == null || !in.passes("}}") || !isEnd(in)
                ? null
                : new SocketMessage(account, new Update(ref, !loud, action, entities));
    }

    private static boolean isEnd(JsonScanner in) {
        in.startWithinFrame(1);
        return !in.nextKey();
    }

    private @Nullable RawEntities entities(JsonScanner in) {
        String type = in.nextText(recentType);
        if (type == null || !in.passes(",\"entities\":")) {
            return null;
        }
        recentType = type;
        in.startWithinFrame(WrittenEntities.LEVELS_AROUND);
        if (!in.nextArray()) {
            return null;
        }
        EntityList list = EntityList.read(in);
        return list.isValid() && in.brokenRule().isEmpty() ? new RawEntities(type, list.ids(), list.json()) : null;
    }
}
