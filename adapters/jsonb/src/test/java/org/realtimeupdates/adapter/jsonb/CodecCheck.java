package org.realtimeupdates.adapter.jsonb;

import java.util.List;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** Reads a message by the codec and by the oracle; both must agree on what is refused and on every value. */
final class CodecCheck {

    private static final List<Sender> SENDERS = List.of(Sender.CLIENT, Sender.SERVER);
    private static final List<Subprotocol> SUBPROTOCOLS =
            List.of(Subprotocol.BARE, Subprotocol.V1, Subprotocol.V1_BINARY);

    /** How many choices of a sender and a subprotocol there are. */
    static final int CHOICES = SENDERS.size() * SUBPROTOCOLS.size();

    private final JsonbMessageCodec codec = new JsonbMessageCodec();

    /**
     * Throws an AssertionError that shows the text where they do not agree.
     *
     * @return whether the first frame was good
     */
    boolean check(int choice, String text) {
        Sender sender = SENDERS.get(choice % SENDERS.size());
        Subprotocol subprotocol = SUBPROTOCOLS.get(choice / SENDERS.size() % SUBPROTOCOLS.size());
        List<Decoded> decoded = codec.decode(text, sender, subprotocol);
        List<Decoded> expected = FrameOracle.read(text, sender, subprotocol);
        if (!agree(decoded, expected)) {
            throw new AssertionError(
                    "from " + sender + " by " + subprotocol + ": " + decoded + " and not " + expected + " for " + text);
        }
        return !(decoded.get(0) instanceof Decoded.Malformed);
    }

    private static boolean agree(List<Decoded> decoded, List<Decoded> expected) {
        if (decoded.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < decoded.size(); i++) {
            if (!agree(decoded.get(i), expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(Decoded decoded, Decoded expected) {
        if (decoded instanceof Decoded.Malformed bad && expected instanceof Decoded.Malformed alike) {
            // An element that is no object is told as it stands; the oracle leaves it out.
            return (alike.text().isEmpty() || bad.text().equals(alike.text()))
                    && bad.update().equals(alike.update());
        }
        return decoded.equals(expected);
    }
}
