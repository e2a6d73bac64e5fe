package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.wire.FrameBatch;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** RTU-20: how owed replies share frames. */
class ReplyQueueTest {

    private final MessageCodec codec = new ReadableCodec().codec();
    private final FrameBatch batch = mock();

    @Test
    void underV1TheRefsOfOneOutcomeShareAFrame() {
        ReplyQueue replies = new ReplyQueue(codec, Subprotocol.V1);
        processed(replies, "a", "b", "c");

        assertThat(frames(replies)).containsExactly("reply personal processed a b c");
        assertThat(replies.size()).isZero();
    }

    @Test
    void withABareServerEveryRefHasItsOwnFrame() {
        ReplyQueue replies = new ReplyQueue(codec, Subprotocol.BARE);
        processed(replies, "a", "b");

        assertThat(frames(replies)).containsExactly("reply personal processed a", "reply personal processed b");
    }

    @Test
    void outcomesAndAccountsAreKeptApart() {
        ReplyQueue replies = new ReplyQueue(codec, Subprotocol.V1_BINARY);
        replies.add(AccountType.PERSONAL, UpdateOutcome.PROCESSED, new Ref("a"));
        replies.add(AccountType.BUSINESS, UpdateOutcome.PROCESSED, new Ref("b"));
        replies.add(AccountType.PERSONAL, UpdateOutcome.QUARANTINED, new Ref("c"));
        replies.add(AccountType.PERSONAL, UpdateOutcome.UNSUPPORTED, new Ref("d"));
        replies.add(AccountType.PERSONAL, UpdateOutcome.PROCESSED, new Ref("e"));

        assertThat(frames(replies))
                .containsExactlyInAnyOrder(
                        "reply personal processed a e",
                        "reply business processed b",
                        "reply personal quarantined c",
                        "reply personal unsupported d");
    }

    @Test
    void aFrameHasAtMost1000Refs() {
        ReplyQueue replies = new ReplyQueue(codec, Subprotocol.V1);
        for (int i = 0; i < 2_001; i++) {
            processed(replies, Integer.toString(i));
        }

        frames(replies);

        assertThat(encoded()).extracting(reply -> reply.refs().size()).containsExactly(1_000, 1_000, 1);
        assertThat(encoded().get(2).refs()).containsExactly(new Ref("2000"));
    }

    @Test
    void aFrameStaysWellWithinWhatAServerReads() {
        ReplyQueue replies = new ReplyQueue(codec, Subprotocol.V1);
        String wide = "\u20ac".repeat(124);
        for (int i = 1_000; i < 1_500; i++) {
            processed(replies, wide + i);
        }

        frames(replies);

        // 372 + 4 bytes, two quotes and a comma each: 86 of them fit into 32 KiB.
        assertThat(encoded()).extracting(reply -> reply.refs().size()).containsExactly(86, 86, 86, 86, 86, 70);
    }

    @Test
    void aFrameIsFilledToItsLimit() {
        ReplyQueue replies = new ReplyQueue(codec, Subprotocol.V1);
        // 125 bytes, two quotes and a comma each: 256 of them are 32 KiB.
        for (int i = 1_000; i < 1_257; i++) {
            processed(replies, "x".repeat(121) + i);
        }

        frames(replies);

        assertThat(encoded()).extracting(reply -> reply.refs().size()).containsExactly(256, 1);
    }

    @Test
    void whatABatchDoesNotTakeStaysOwed() {
        ReplyQueue replies = new ReplyQueue(codec, Subprotocol.BARE);
        processed(replies, "a", "b");

        assertThat(frames(replies, 1)).containsExactly("reply personal processed a");
        assertThat(replies.size()).isEqualTo(1);
        assertThat(frames(replies, 1)).containsExactly("reply personal processed b");
        assertThat(replies.size()).isZero();
        assertThat(frames(replies, 1)).isEmpty();
    }

    private static void processed(ReplyQueue replies, String... refs) {
        for (String ref : refs) {
            replies.add(AccountType.PERSONAL, UpdateOutcome.PROCESSED, new Ref(ref));
        }
    }

    private List<String> frames(ReplyQueue replies) {
        return frames(replies, Integer.MAX_VALUE);
    }

    private List<String> frames(ReplyQueue replies, int max) {
        List<String> frames = new ArrayList<>();
        when(batch.add(anyString())).thenAnswer(call -> frames.size() < max && frames.add(call.getArgument(0)));
        replies.fill(batch);
        return frames;
    }

    private List<UpdateReply> encoded() {
        ArgumentCaptor<SocketMessage> messages = ArgumentCaptor.captor();
        verify(codec, atLeastOnce()).encode(messages.capture(), any());
        return messages.getAllValues().stream()
                .map(message -> (UpdateReply) message.payload())
                .toList();
    }
}
