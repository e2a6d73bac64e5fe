package org.realtimeupdates.adapter.jsonb;

import java.util.List;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** Writes one frame, compactly, its fields in the order of the protocol's examples. */
final class FrameWriter {

    private static final int ENVELOPE_LENGTH = 256;

    private final Subprotocol subprotocol;
    private final StringBuilder json = new StringBuilder(ENVELOPE_LENGTH);

    FrameWriter(Subprotocol subprotocol) {
        this.subprotocol = subprotocol;
    }

    /** The text of the frame. Throws IllegalArgumentException for what has no frame under the subprotocol. */
    String write(SocketMessage message) {
        json.append("{\"account\":\"").append(message.account().wireName());
        json.append("\",\"type\":\"").append(message.type().wireName());
        json.append("\",\"payload\":{");
        if (message.payload() instanceof Update update) {
            writeUpdate(update);
        } else if (message.payload() instanceof Command command) {
            writeCommand(command);
        } else if (message.payload() instanceof UpdateReply reply) {
            writeUpdateReply(reply);
        } else if (message.payload() instanceof CommandReply reply) {
            writeCommandReply(reply);
        }
        return json.append("}}").toString();
    }

    private void writeUpdate(Update update) {
        if (!(update.payload() instanceof RawEntities entities)) {
            throw new IllegalArgumentException("payload.payload: entities must be encoded before their frame");
        }
        json.ensureCapacity(ENVELOPE_LENGTH + entities.json().length());
        writeField("ref", update.ref().value());
        json.append(",\"silent\":").append(update.silent()).append(',');
        writeField("action", update.action().name());
        json.append(",\"payload\":{");
        writeField("type", entities.type());
        json.append(",\"entities\":").append(entities.json()).append('}');
    }

    private void writeCommand(Command command) {
        writeField("name", command.name());
        json.append(",\"arguments\":").append(command.arguments());
        if (subprotocol.isV1() && command.ref().isPresent()) {
            json.append(',');
            writeField("ref", command.ref().get().value());
        }
    }

    private void writeUpdateReply(UpdateReply reply) {
        List<Ref> refs = reply.refs();
        if (refs.size() == 1) {
            writeField("ref", refs.get(0).value());
        } else {
            requireV1("a reply to several updates");
            json.append("\"refs\":[");
            for (int i = 0; i < refs.size(); i++) {
                if (i > 0) {
                    json.append(',');
                }
                JsonStrings.append(json, "refs", refs.get(i).value());
            }
            json.append(']');
        }
        if (subprotocol.isV1() && reply.outcome() != UpdateOutcome.PROCESSED) {
            json.append(',');
            writeField("outcome", reply.outcome().wireName());
        }
    }

    private void writeCommandReply(CommandReply reply) {
        requireV1("a reply to a command");
        writeField("ref", reply.ref().value());
        json.append(',');
        if (reply.outcome() instanceof CommandOutcome.Processed) {
            writeField("outcome", "processed");
        } else if (reply.outcome() instanceof CommandOutcome.Rejected rejected) {
            writeField("outcome", "rejected");
            json.append(',');
            writeField("reason", rejected.reason());
        } else {
            throw new IllegalArgumentException("outcome: only processed and rejected are sent");
        }
    }

    private void requireV1(String what) {
        if (!subprotocol.isV1()) {
            throw new IllegalArgumentException(what + " has no frame without " + Subprotocol.V1.wireName());
        }
    }

    private void writeField(String name, String value) {
        json.append('"').append(name).append("\":");
        JsonStrings.append(json, name, value);
    }
}
