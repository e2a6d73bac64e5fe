package org.realtimeupdates.adapter.jsonb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.adapter.json.BrokenRuleException;
import org.realtimeupdates.adapter.json.InvalidJsonException;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.JsonToken;
import org.realtimeupdates.application.port.transport.Decoded;

/** Reads one message: one frame, or an array of frames [RTU-6]. */
final class MessageReader {

    /** The most frames of one message [RTU-6]. */
    private static final int MAX_FRAMES = 1000;

    private final String text;
    private final FrameRules rules;
    private final JsonScanner in;
    private final FrameFields fields = new FrameFields();

    MessageReader(String text, FrameRules rules) {
        this.text = text;
        this.rules = rules;
        this.in = new JsonScanner(text);
    }

    /** Its frames; one malformed frame when it has none. */
    List<Decoded> read() {
        try {
            List<Decoded> frames = switch (in.next()) {
                case OBJECT -> List.of(frame(false));
                case ARRAY -> batch();
                default -> List.of(malformed(text, "the message is not an object"));
            };
            in.end();
            return frames;
        } catch (InvalidJsonException e) {
            return List.of(malformed(text, "the message is not valid JSON"));
        } catch (BrokenRuleException e) {
            return List.of(malformed(text, e.rule()));
        }
    }

    private List<Decoded> batch() {
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
            frames.add(element(token));
        }
        if (frames.isEmpty()) {
            throw new BrokenRuleException("an array without frames");
        }
        return frames;
    }

    private Decoded element(JsonToken token) {
        if (token == JsonToken.OBJECT) {
            return frame(true);
        }
        int start = in.start();
        in.skip(token);
        return malformed(in.textFrom(start), "the frame is not an object");
    }

    private Decoded frame(boolean batched) {
        int start = in.start();
        fields.read(in);
        return rules.decide(fields, in.brokenRule(), batched ? in.textFrom(start) : text);
    }

    private static Decoded malformed(String text, String rule) {
        return new Decoded.Malformed(text, rule, Optional.empty());
    }
}
