package org.realtimeupdates.adapter.jsonb;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.transport.Decoded;

/** Reads one message: one frame, or an array of frames [RTU-6]. */
final class MessageReader {

    /** The most frames of one message [RTU-6]. */
    private static final int MAX_FRAMES = 1000;

    private final String text;
    private final FrameRules rules;

    MessageReader(String text, FrameRules rules) {
        this.text = text;
        this.rules = rules;
    }

    /** Its frames; one malformed frame when it has none. */
    List<Decoded> read() {
        try (StrictParser in = new StrictParser(text)) {
            List<Decoded> frames = switch (in.next()) {
                case START_OBJECT -> List.of(frame(in, 0, false));
                case START_ARRAY -> batch(in);
                default -> List.of(malformed(text, "the message is not an object"));
            };
            in.end();
            return frames;
        } catch (JsonException e) {
            return List.of(malformed(text, "the message is not valid JSON"));
        } catch (BrokenRuleException e) {
            return List.of(malformed(text, e.rule()));
        }
    }

    private List<Decoded> batch(StrictParser in) {
        if (!rules.subprotocol().isV1()) {
            throw new BrokenRuleException("an array of frames, which was not agreed");
        }
        List<Decoded> frames = new ArrayList<>();
        int end = in.offset();
        in.startFrame();
        for (Event event = in.next(); event != Event.END_ARRAY; event = in.next()) {
            if (frames.size() == MAX_FRAMES) {
                throw new BrokenRuleException("an array of more than " + MAX_FRAMES + " frames");
            }
            frames.add(element(in, event, startOfValue(end)));
            end = in.offset();
            in.startFrame();
        }
        if (frames.isEmpty()) {
            throw new BrokenRuleException("an array without frames");
        }
        return frames;
    }

    private Decoded element(StrictParser in, Event event, int start) {
        if (event == Event.START_OBJECT) {
            return frame(in, start, true);
        }
        in.skip(event);
        return malformed(in.textFrom(start), "the frame is not an object");
    }

    private Decoded frame(StrictParser in, int start, boolean batched) {
        FrameFields fields = new FrameFields();
        fields.read(in);
        int end = in.offset();
        Optional<String> brokenRule = in.brokenRule();
        if (brokenRule.isEmpty() && Surrogates.isLoneInJson(text, start, end)) {
            brokenRule = Optional.of("a lone surrogate");
        }
        return rules.decide(fields, brokenRule, batched ? text.substring(start, end) : text);
    }

    /** Where the value after that offset starts: past a comma and white space. */
    private int startOfValue(int offset) {
        int start = offset;
        while (" \t\r\n,".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }

    private static Decoded malformed(String text, String rule) {
        return new Decoded.Malformed(text, rule, Optional.empty());
    }
}
