package org.realtimeupdates.application.testing;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.stream.Collectors;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Payload;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateReply;

/**
 * A mocked codec whose texts are easy to read in a test, such as {@code "reply personal processed a b"}. What the text of
 * a peer means is told with {@link #means}.
 */
public final class ReadableCodec {

    private final MessageCodec codec = mock();

    /** A codec that writes. */
    public ReadableCodec() {
        when(codec.encode(any(), any())).thenAnswer(call -> text(call.<SocketMessage>getArgument(0)));
    }

    /** The mock itself. */
    public MessageCodec codec() {
        return codec;
    }

    /** From now on that text is read as these frames; gives the text back. */
    public String means(String text, Decoded... frames) {
        when(codec.decode(eq(text), any(), any())).thenReturn(List.of(frames));
        return text;
    }

    /** A message as this codec writes it. */
    public static String text(SocketMessage message) {
        return message.type().wireName() + " " + message.account().wireName() + " " + text(message.payload());
    }

    private static String text(Payload payload) {
        if (payload instanceof UpdateReply reply) {
            return reply.outcome().wireName() + " "
                    + reply.refs().stream().map(Ref::value).collect(Collectors.joining(" "));
        }
        if (payload instanceof CommandReply reply) {
            return reply.ref() + " " + reply.outcome();
        }
        if (payload instanceof Command command) {
            return command.name() + command.ref().map(ref -> " " + ref).orElse("");
        }
        return ((Update) payload).ref().value();
    }
}
