package org.realtimeupdates.adapter.jsonb;

import java.util.List;
import java.util.stream.Collectors;
import org.realtimeupdates.adapter.json.JsonStrings;
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
record FrameWriter(Subprotocol subprotocol) {

    /** The text of the frame. Throws IllegalArgumentException for what has no frame under the subprotocol. */
    String write(SocketMessage message) {
        String account = message.account().wireName();
        if (message.payload() instanceof Update update) {
            return update(account, update);
        }
        String type = message.type().wireName();
        String payload = "";
        if (message.payload() instanceof Command command) {
            payload = command(command);
        } else if (message.payload() instanceof UpdateReply reply) {
            payload = updateReply(reply);
        } else if (message.payload() instanceof CommandReply reply) {
            payload = commandReply(reply);
        }
        return "{\"account\":\"" + account + "\",\"type\":\"" + type + "\",\"payload\":{" + payload + "}}";
    }

    /** In one piece: an update is most of what is written, and can be large. */
    private static String update(String account, Update update) {
        if (!(update.payload() instanceof RawEntities entities)) {
            throw new IllegalArgumentException("payload.payload: entities must be encoded before their frame");
        }
        return "{\"account\":\"" + account + "\",\"type\":\"update\",\"payload\":{\"ref\":\""
                + JsonStrings.escaped("ref", update.ref().value()) + "\",\"silent\":" + update.silent()
                + ",\"action\":\""
                + JsonStrings.escaped("action", update.action().name())
                + "\",\"payload\":{\"type\":\"" + JsonStrings.escaped("type", entities.type())
                + "\",\"entities\":" + entities.json() + "}}}";
    }

    private String command(Command command) {
        String written = field("name", command.name()) + ",\"arguments\":" + command.arguments();
        return subprotocol.isV1() && command.ref().isPresent()
                ? written + "," + field("ref", command.ref().get().value())
                : written;
    }

    private String updateReply(UpdateReply reply) {
        String written = refs(reply.refs());
        return subprotocol.isV1() && reply.outcome() != UpdateOutcome.PROCESSED
                ? written + "," + field("outcome", reply.outcome().wireName())
                : written;
    }

    private String refs(List<Ref> refs) {
        if (refs.size() == 1) {
            return field("ref", refs.get(0).value());
        }
        requireV1("a reply to several updates");
        return refs.stream()
                .map(ref -> JsonStrings.escaped("refs", ref.value()))
                .collect(Collectors.joining("\",\"", "\"refs\":[\"", "\"]"));
    }

    private String commandReply(CommandReply reply) {
        requireV1("a reply to a command");
        String written = field("ref", reply.ref().value()) + ",";
        if (reply.outcome() instanceof CommandOutcome.Processed) {
            return written + field("outcome", "processed");
        }
        if (reply.outcome() instanceof CommandOutcome.Rejected rejected) {
            return written + field("outcome", "rejected") + "," + field("reason", rejected.reason());
        }
        throw new IllegalArgumentException("outcome: only processed and rejected are sent");
    }

    private void requireV1(String what) {
        if (!subprotocol.isV1()) {
            throw new IllegalArgumentException(what + " has no frame without " + Subprotocol.V1.wireName());
        }
    }

    private static String field(String name, String value) {
        return "\"" + name + "\":\"" + JsonStrings.escaped(name, value) + "\"";
    }
}
