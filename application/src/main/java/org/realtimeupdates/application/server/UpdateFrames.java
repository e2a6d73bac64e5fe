package org.realtimeupdates.application.server;

import java.util.List;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.port.transport.Utf8;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdatePayload;

/** Writes updates as the frames that every app accepts: what is kept and sent is checked once, when it is published. */
public final class UpdateFrames implements ResetUpdates {

    private final MessageCodec messages;
    private final EntityCodec entities;
    private final Refs refs;
    private final int maxBytes;

    /**
     * Frames written by these codecs.
     *
     * @param maxBytes the largest frame that every app accepts [RTU-4]
     */
    public UpdateFrames(MessageCodec messages, EntityCodec entities, Refs refs, int maxBytes) {
        this.messages = messages;
        this.entities = entities;
        this.refs = refs;
        this.maxBytes = maxBytes;
    }

    /** An update that says "reload the state of this account" [RTU-15]. */
    @Override
    public ResetUpdate create(AccountType account) {
        Ref ref = refs.next();
        RawEntities none = new RawEntities(EntityTypes.RESET, List.of(), "[]");
        return new ResetUpdate(ref, frame(account, new Update(ref, true, Action.UPDATE, none)));
    }

    List<Ref> newRefs(int count) {
        return refs.next(count);
    }

    /**
     * The frame of an update.
     *
     * @throws InvalidUpdateException when an app would refuse it
     */
    String frame(AccountType account, Update update) {
        RawEntities raw = raw(account, update);
        Update written = new Update(update.ref(), update.silent(), update.action(), raw);
        String frame = messages.encode(new SocketMessage(account, written), Subprotocol.V1);
        if (!Utf8.fits(frame, maxBytes)) {
            String limit = "the update has " + Utf8.size(frame) + " bytes, " + maxBytes + " are allowed";
            throw new InvalidUpdateException(update.ref(), account, limit);
        }
        if (update.payload() instanceof RawEntities) {
            requireAccepted(account, update.ref(), frame);
        }
        return frame;
    }

    /** For entities that came as text. An entity codec writes only what is accepted: those need no second reading. */
    private void requireAccepted(AccountType account, Ref ref, String frame) {
        Decoded decoded = messages.decode(frame, Sender.SERVER, Subprotocol.V1).get(0);
        if (decoded instanceof Decoded.Malformed malformed) {
            throw new InvalidUpdateException(ref, account, malformed.reason());
        }
    }

    private RawEntities raw(AccountType account, Update update) {
        UpdatePayload payload = update.payload();
        try {
            if (payload instanceof Entities<?> objects) {
                return entities.encode(objects);
            }
            RawEntities raw = (RawEntities) payload;
            for (EntityType<?> type : EntityTypes.BUILT_IN) {
                if (type.name().equals(raw.type())) {
                    entities.decode(type, raw);
                }
            }
            return raw;
        } catch (MalformedEntitiesException e) {
            throw new InvalidUpdateException(update.ref(), account, String.valueOf(e.getMessage()));
        }
    }
}
