package org.realtimeupdates.adapter.jsonb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.MessageType;
import org.realtimeupdates.domain.Payload;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/**
 * What the payload of a frame that keeps the rules of RTU-2 must be read as; empty for one that breaks another rule.
 *
 * @param text the whole message
 * @param frameText the part of it that is told with the frame
 */
record PayloadOracle(Sender sender, boolean v1, String text, String frameText) {

    /** To be thrown for what breaks a rule. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken() {
            super(null, null, false, false);
        }
    }

    Optional<Decoded> read(AccountType account, MessageType type, JsonTree.Obj payload) {
        try {
            if (type == MessageType.COMMAND && sender == Sender.SERVER) {
                return Optional.of(control(account, payload));
            }
            Payload read = switch (type) {
                case UPDATE -> update(payload);
                case COMMAND -> command(payload);
                case REPLY -> sender == Sender.CLIENT ? updateReply(payload) : commandReply(payload);
            };
            return Optional.of(new Decoded.Frame(new SocketMessage(account, read), frameText));
        } catch (Broken e) {
            return Optional.empty();
        }
    }

    private Update update(JsonTree.Obj payload) {
        Ref ref = ref(one(payload, "ref"));
        boolean silent = bool(one(payload, "silent"));
        Action action = new Action(string(one(payload, "action")));
        JsonTree.Obj inner = object(one(payload, "payload"));
        String type = string(one(inner, "type"));
        if (!(one(inner, "entities") instanceof JsonTree.Arr entities)) {
            throw new Broken();
        }
        List<String> ids = new ArrayList<>();
        for (JsonTree.Node entity : entities.elements()) {
            ids.add(string(one(object(entity), "id")));
        }
        return new Update(
                ref, silent, action, new RawEntities(type, ids, text.substring(entities.start(), entities.end())));
    }

    private Command command(JsonTree.Obj payload) {
        String name = string(one(payload, "name"));
        String arguments = textOf(object(one(payload, "arguments")));
        Optional<Ref> ref = v1 && has(payload, "ref") ? Optional.of(ref(one(payload, "ref"))) : Optional.empty();
        return new Command(name, arguments, ref);
    }

    private UpdateReply updateReply(JsonTree.Obj payload) {
        if (!v1) {
            return UpdateReply.processed(ref(one(payload, "ref")));
        }
        List<Ref> refs = new ArrayList<>();
        if (has(payload, "ref") || !has(payload, "refs")) {
            refs.add(ref(one(payload, "ref")));
        }
        if (has(payload, "refs")) {
            refs.clear();
            if (!(one(payload, "refs") instanceof JsonTree.Arr array)
                    || array.elements().isEmpty()
                    || array.elements().size() > 1000) {
                throw new Broken();
            }
            array.elements().forEach(element -> refs.add(ref(element)));
        }
        String outcome = has(payload, "outcome") ? string(one(payload, "outcome")) : "processed";
        return new UpdateReply(refs, UpdateOutcome.find(outcome).orElseThrow(Broken::new));
    }

    private static CommandReply commandReply(JsonTree.Obj payload) {
        Ref ref = ref(one(payload, "ref"));
        String outcome = string(one(payload, "outcome"));
        String reason = has(payload, "reason") ? string(one(payload, "reason")) : "";
        if (outcome.equals("processed")) {
            return new CommandReply(ref, CommandOutcome.processed());
        }
        if (outcome.equals("rejected")) {
            return new CommandReply(ref, CommandOutcome.rejected(reason));
        }
        throw new Broken();
    }

    private Decoded control(AccountType account, JsonTree.Obj payload) {
        String name = string(one(payload, "name"));
        JsonTree.Obj arguments =
                has(payload, "arguments") ? object(one(payload, "arguments")) : new JsonTree.Obj(List.of(), 0, 0);
        if (name.equals("caughtUp")) {
            return new Decoded.CaughtUp(account);
        }
        if (name.equals("backlog")) {
            return new Decoded.Backlog(account, count(one(arguments, "pending")));
        }
        String json = has(payload, "arguments") ? textOf(arguments) : "{}";
        return new Decoded.Frame(new SocketMessage(account, Command.of(name, json)), frameText);
    }

    private static int count(JsonTree.Node node) {
        if (node instanceof JsonTree.Num number && number.text().matches("[0-9]{1,10}")) {
            long count = Long.parseLong(number.text());
            if (count <= Integer.MAX_VALUE) {
                return (int) count;
            }
        }
        throw new Broken();
    }

    private String textOf(JsonTree.Obj object) {
        return text.substring(object.start(), object.end());
    }

    private static boolean has(JsonTree.Obj object, String key) {
        return !object.all(key).isEmpty();
    }

    private static JsonTree.Node one(JsonTree.Obj object, String key) {
        List<JsonTree.Node> values = object.all(key);
        if (values.size() != 1) {
            throw new Broken();
        }
        return values.get(0);
    }

    private static Ref ref(JsonTree.Node node) {
        String value = string(node);
        if (!Ref.isValid(value)) {
            throw new Broken();
        }
        return new Ref(value);
    }

    private static String string(JsonTree.Node node) {
        return FrameOracle.text(List.of(node)).orElseThrow(Broken::new);
    }

    private static boolean bool(JsonTree.Node node) {
        if (node instanceof JsonTree.Bool flag) {
            return flag.is();
        }
        throw new Broken();
    }

    private static JsonTree.Obj object(JsonTree.Node node) {
        if (node instanceof JsonTree.Obj object) {
            return object;
        }
        throw new Broken();
    }
}
