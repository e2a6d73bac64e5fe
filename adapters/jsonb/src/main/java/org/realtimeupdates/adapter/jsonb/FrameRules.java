package org.realtimeupdates.adapter.jsonb;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.adapter.json.BrokenRuleException;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.MessageType;
import org.realtimeupdates.domain.Payload;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** Decides what the fields of a frame mean, coming from that sender under that subprotocol. */
record FrameRules(Sender sender, Subprotocol subprotocol) {

    /**
     * Decides on one frame.
     *
     * @param brokenRule the first rule its text breaks, if any
     * @param text the frame as it was sent
     */
    Decoded decide(FrameFields frame, Optional<String> brokenRule, String text) {
        MessageType type = frame.type.once();
        if (type != null && frame.account.once() != null && isWrongDirection(type)) {
            return new Decoded.WrongDirection(type);
        }
        if (brokenRule.isPresent()) {
            return new Decoded.Malformed(text, brokenRule.get(), poison(frame));
        }
        try {
            AccountType account = frame.account.required();
            MessageType kept = frame.type.required();
            PayloadFields payload = frame.payload.required();
            if (kept == MessageType.COMMAND && sender == Sender.SERVER) {
                return control(account, payload, text);
            }
            return new Decoded.Frame(new SocketMessage(account, payload(kept, payload)), text);
        } catch (BrokenRuleException e) {
            return new Decoded.Malformed(text, e.rule(), poison(frame));
        }
    }

    /** [RTU-5]. */
    private boolean isWrongDirection(MessageType type) {
        if (sender == Sender.CLIENT) {
            return type == MessageType.UPDATE;
        }
        return type != MessageType.UPDATE && !subprotocol.isV1();
    }

    private Payload payload(MessageType type, PayloadFields payload) {
        return switch (type) {
            case UPDATE ->
                new Update(
                        payload.ref.required(),
                        payload.silent.required(),
                        payload.action.required(),
                        payload.entities.required());
            case REPLY -> sender == Sender.CLIENT ? updateReply(payload) : commandReply(payload);
            case COMMAND -> command(payload);
        };
    }

    /** [RTU-20]. */
    private UpdateReply updateReply(PayloadFields payload) {
        if (!subprotocol.isV1()) {
            return UpdateReply.processed(payload.ref.required());
        }
        Optional<List<Ref>> refs = payload.refs.optional();
        List<Ref> replied = refs.isPresent() ? refs.get() : List.of(payload.ref.required());
        payload.ref.optional();
        Optional<String> outcome = payload.outcome.optional();
        return new UpdateReply(
                replied,
                outcome.isEmpty()
                        ? UpdateOutcome.PROCESSED
                        : UpdateOutcome.find(outcome.get()).orElseThrow(payload.outcome::mistyped));
    }

    /** [RTU-40]. */
    private static CommandReply commandReply(PayloadFields payload) {
        Ref ref = payload.ref.required();
        String reason = payload.reason.optional().orElse("");
        CommandOutcome outcome = switch (payload.outcome.required()) {
            case "processed" -> CommandOutcome.processed();
            case "rejected" -> CommandOutcome.rejected(reason);
            default -> throw payload.outcome.mistyped();
        };
        return new CommandReply(ref, outcome);
    }

    /** [RTU-40]. */
    private Command command(PayloadFields payload) {
        Optional<Ref> ref = subprotocol.isV1() ? payload.ref.optional() : Optional.empty();
        return new Command(payload.name.required(), payload.arguments.required(), ref);
    }

    /** [RTU-35]. Arguments may be left out: {@code caughtUp} has none. */
    private static Decoded control(AccountType account, PayloadFields payload, String text) {
        String name = payload.name.required();
        String arguments = payload.arguments.optional().orElse(Command.NO_ARGUMENTS);
        return switch (name) {
            case "backlog" -> new Decoded.Backlog(account, payload.pending.required());
            case "caughtUp" -> new Decoded.CaughtUp(account);
            default -> new Decoded.Frame(new SocketMessage(account, Command.of(name, arguments)), text);
        };
    }

    /** [RTU-3]. None comes from a client: an update of its with an account has the wrong direction. */
    private Optional<Decoded.PoisonUpdate> poison(FrameFields frame) {
        AccountType account = frame.account.once();
        PayloadFields payload = frame.content;
        Ref ref = payload.ref.once();
        if (frame.type.once() != MessageType.UPDATE || account == null || ref == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Decoded.PoisonUpdate(account, ref, payload.entities.typeIfReadable(), payload.entities.ids()));
    }
}
