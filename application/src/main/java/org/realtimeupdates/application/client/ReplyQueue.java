package org.realtimeupdates.application.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.port.transport.Utf8;
import org.realtimeupdates.application.wire.FrameBatch;
import org.realtimeupdates.application.wire.MessageWriter;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** Replies owed to the server; under version 1 many share a frame [RTU-20]. Belongs to the connection's executor. */
final class ReplyQueue implements MessageWriter.Source {

    /** Well within what a server reads: 64 KiB [RTU-4]. */
    private static final int MAX_FRAME_BYTES = 32 << 10;

    private final MessageCodec codec;
    private final Subprotocol subprotocol;
    private final Map<AccountType, Map<UpdateOutcome, Deque<Ref>>> owed = new EnumMap<>(AccountType.class);
    private int size;

    ReplyQueue(MessageCodec codec, Subprotocol subprotocol) {
        this.codec = codec;
        this.subprotocol = subprotocol;
    }

    void add(AccountType account, UpdateOutcome outcome, Ref ref) {
        owed.computeIfAbsent(account, none -> new EnumMap<>(UpdateOutcome.class))
                .computeIfAbsent(outcome, none -> new ArrayDeque<>())
                .add(ref);
        size++;
    }

    /** How many refs are owed. */
    int size() {
        return size;
    }

    @Override
    public void fill(FrameBatch batch) {
        owed.forEach((account, outcomes) -> outcomes.forEach((outcome, refs) -> fill(batch, account, outcome, refs)));
    }

    private void fill(FrameBatch batch, AccountType account, UpdateOutcome outcome, Deque<Ref> refs) {
        while (!refs.isEmpty()) {
            List<Ref> next = next(refs);
            UpdateReply reply = new UpdateReply(next, outcome);
            if (!batch.add(codec.encode(new SocketMessage(account, reply), subprotocol))) {
                return;
            }
            next.forEach(ref -> refs.remove());
            size -= next.size();
        }
    }

    private List<Ref> next(Deque<Ref> refs) {
        int max = subprotocol.isV1() ? UpdateReply.MAX_REFS : 1;
        List<Ref> next = new ArrayList<>(Math.min(max, refs.size()));
        int bytes = 0;
        for (Ref ref : refs) {
            bytes += Utf8.jsonStringSize(ref.value()) + 1;
            if (next.size() == max || bytes > MAX_FRAME_BYTES) {
                break;
            }
            next.add(ref);
        }
        return next;
    }
}
