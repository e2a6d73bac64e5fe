package org.realtimeupdates.adapter.jsonb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.json.BrokenRuleException;
import org.realtimeupdates.adapter.json.InvalidJsonException;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.JsonToken;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.domain.SocketMessage;

/** Reads messages, each one frame, or an array of frames [RTU-6]. Belongs to one thread at a time. */
final class MessageReader {

    /** The most frames of one message [RTU-6]. */
    private static final int MAX_FRAMES = 1000;

    private final JsonScanner in = new JsonScanner("");
    private final UsualUpdate usual = new UsualUpdate();
    private final FrameFields fields = new FrameFields();

    /** The frames of the message; one malformed frame when it has none. */
    List<Decoded> read(String text, FrameRules rules) {
        in.restart(text);
        try {
            List<Decoded> frames = switch (in.next()) {
                case OBJECT -> List.of(frame(rules, text));
                case ARRAY -> batch(rules);
                default -> List.of(malformed(text, "the message is not an object"));
            };
            in.end();
            return frames;
        } catch (InvalidJsonException e) {
            return List.of(malformed(text, "the message is not valid JSON"));
        } catch (BrokenRuleException e) {
            return List.of(malformed(text, e.rule()));
        } finally {
            in.restart("");
            fields.clear();
        }
    }

    private List<Decoded> batch(FrameRules rules) {
        if (!rules.subprotocol().isV1()) {
            throw new BrokenRuleException("an array of frames, which was not agreed");
        }
        List<Decoded> frames = new ArrayList<>();
        while (in.nextElement()) {
            in.startFrame();
            JsonToken token = in.next();
            if (frames.size() == MAX_FRAMES) {
                throw new BrokenRuleException("an array of more than " + MAX_FRAMES + " frames");
            }
            frames.add(element(rules, token));
        }
        if (frames.isEmpty()) {
            throw new BrokenRuleException("an array without frames");
        }
        return frames;
    }

    private Decoded element(FrameRules rules, JsonToken token) {
        if (token == JsonToken.OBJECT) {
            return frame(rules, null);
        }
        int start = in.start();
        in.skip(token);
        return malformed(in.textFrom(start), "the frame is not an object");
    }

    /** Reads the rest of the frame just entered; its text is cut out where none is given. */
    private Decoded frame(FrameRules rules, @Nullable String text) {
        int start = in.start();
        SocketMessage update = rules.sender() == Sender.SERVER ? usual.read(in) : null;
        if (update != null) {
            return new Decoded.Frame(update, text == null ? in.textFrom(start) : text);
        }
        in.restartFrame(start);
        fields.read(in);
        return rules.decide(fields, in.brokenRule(), text == null ? in.textFrom(start) : text);
    }

    private static Decoded malformed(String text, String rule) {
        return new Decoded.Malformed(text, rule, Optional.empty());
    }
}
