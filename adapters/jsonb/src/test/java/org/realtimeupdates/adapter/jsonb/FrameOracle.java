package org.realtimeupdates.adapter.jsonb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.MessageType;
import org.realtimeupdates.domain.Ref;

/** What a message must be read as, by the protocol's text and Jackson's reading of the JSON; a reason says nothing. */
final class FrameOracle {

    private final Sender sender;
    private final boolean v1;
    private final String text;

    private FrameOracle(Sender sender, Subprotocol subprotocol, String text) {
        this.sender = sender;
        this.v1 = subprotocol.isV1();
        this.text = text;
    }

    static List<Decoded> read(String text, Sender sender, Subprotocol subprotocol) {
        FrameOracle oracle = new FrameOracle(sender, subprotocol, text);
        return JsonTree.read(text)
                .flatMap(oracle::message)
                .orElseGet(() -> List.of(new Decoded.Malformed(text, "", Optional.empty())));
    }

    /** Empty where the message as a whole is malformed. */
    private Optional<List<Decoded>> message(JsonTree.Node node) {
        if (node instanceof JsonTree.Obj frame) {
            return Optional.of(List.of(frame(frame, text)));
        }
        if (!v1
                || !(node instanceof JsonTree.Arr batch)
                || batch.elements().isEmpty()
                || batch.elements().size() > 1000) {
            return Optional.empty();
        }
        List<Decoded> frames = new ArrayList<>();
        for (JsonTree.Node element : batch.elements()) {
            frames.add(
                    element instanceof JsonTree.Obj frame
                            ? frame(frame, text.substring(frame.start(), frame.end()))
                            : new Decoded.Malformed("", "", Optional.empty()));
        }
        return Optional.of(frames);
    }

    private Decoded frame(JsonTree.Obj frame, String frameText) {
        Optional<AccountType> account = text(frame.all("account")).flatMap(AccountType::find);
        Optional<MessageType> type = text(frame.all("type")).flatMap(MessageType::find);
        if (account.isPresent() && type.isPresent() && isWrongDirection(type.get())) {
            return new Decoded.WrongDirection(type.get());
        }
        String source = text.substring(frame.start(), frame.end());
        if (TreeRules.areKept(frame, 1, source)
                && account.isPresent()
                && type.isPresent()
                && frame.all("payload").size() == 1
                && frame.all("payload").get(0) instanceof JsonTree.Obj payload) {
            Optional<Decoded> read =
                    new PayloadOracle(sender, v1, text, frameText).read(account.get(), type.get(), payload);
            if (read.isPresent()) {
                return read.get();
            }
        }
        Optional<Decoded.PoisonUpdate> poison =
                type.filter(MessageType.UPDATE::equals).flatMap(update -> account.flatMap(of -> poison(of, frame)));
        return new Decoded.Malformed(frameText, "", poison);
    }

    private boolean isWrongDirection(MessageType type) {
        return sender == Sender.CLIENT ? type == MessageType.UPDATE : !v1 && type != MessageType.UPDATE;
    }

    /** RTU-3: what can be told of an update, be it in two payloads. */
    private static Optional<Decoded.PoisonUpdate> poison(AccountType account, JsonTree.Obj frame) {
        List<JsonTree.Node> refs = new ArrayList<>();
        List<JsonTree.Node> types = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (JsonTree.Obj payload : objects(frame.all("payload"))) {
            refs.addAll(payload.all("ref"));
            for (JsonTree.Obj entityPayload : objects(payload.all("payload"))) {
                types.addAll(entityPayload.all("type"));
                for (JsonTree.Node entities : entityPayload.all("entities")) {
                    if (entities instanceof JsonTree.Arr array) {
                        objects(array.elements()).forEach(entity -> addIds(entity, ids));
                    }
                }
            }
        }
        return text(refs)
                .filter(Ref::isValid)
                .map(ref -> new Decoded.PoisonUpdate(
                        account, new Ref(ref), text(types).orElse(""), ids));
    }

    private static void addIds(JsonTree.Obj entity, List<String> ids) {
        for (JsonTree.Node id : entity.all("id")) {
            text(List.of(id)).ifPresent(ids::add);
        }
    }

    private static List<JsonTree.Obj> objects(List<JsonTree.Node> nodes) {
        List<JsonTree.Obj> objects = new ArrayList<>();
        for (JsonTree.Node node : nodes) {
            if (node instanceof JsonTree.Obj object) {
                objects.add(object);
            }
        }
        return objects;
    }

    /** The string, when there is this one value and it is one. */
    static Optional<String> text(List<JsonTree.Node> values) {
        return values.size() == 1 && values.get(0) instanceof JsonTree.Str string && !TreeRules.isLone(string.text())
                ? Optional.of(string.text())
                : Optional.empty();
    }
}
