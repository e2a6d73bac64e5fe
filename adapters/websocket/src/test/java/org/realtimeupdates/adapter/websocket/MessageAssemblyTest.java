package org.realtimeupdates.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;

class MessageAssemblyTest {

    private final List<String> told = new ArrayList<>();
    private final MessageAssembly text = new MessageAssembly(false, new InboundLimits(10, 4), new Told());
    private final MessageAssembly binary = new MessageAssembly(true, new InboundLimits(10, 4), new Told());

    @Test
    void parts_become_one_message() {
        text.text("a", false);
        text.text("ü", false);
        text.text("", true);
        text.text("whole", true);
        assertThat(told).containsExactly("aü 3", "whole 5");
    }

    @Test
    @DisplayName("RTU-7: a character may be split between the parts of a binary message")
    void bytes_are_decoded_as_a_whole() {
        byte[] bytes = "aü€".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            binary.binary(ByteBuffer.wrap(bytes, i * 2, 2), i == 2);
        }
        assertThat(told).containsExactly("aü€ 6");
    }

    @Test
    @DisplayName(
            "RTU-3: a text that its engine does not decode is checked as a whole; what is no UTF-8 closes with 1007")
    void undecoded_text_is_checked() {
        byte[] bytes = "aü€\uFFFD".getBytes(StandardCharsets.UTF_8);
        text.text(ByteBuffer.wrap(bytes, 0, 2), false);
        text.text(ByteBuffer.wrap(bytes, 2, 7).slice().asReadOnlyBuffer(), true);
        text.text(ByteBuffer.wrap(bytes, 1, 2), true);
        assertThat(told).containsExactly("aü€\uFFFD 9", "ü 2");
        text.text(ByteBuffer.wrap(bytes, 0, 2), true);
        text.text("ignored", true);
        assertThat(told).last().isEqualTo("1007");
        assertThat(told).hasSize(3);
    }

    @Test
    @DisplayName("RTU-4: the limit is in bytes of UTF-8, over all parts, and starts anew with each message")
    void the_limit_is_in_bytes() {
        text.text("€€€x", true);
        text.text("€€", false);
        text.text("€x", true);
        text.text("€€€", false);
        assertThat(told).containsExactly("€€€x 10", "€€€x 10");
        text.text("xx", false);
        text.text("ignored", true);
        assertThat(told).last().isEqualTo("1009");
        assertThat(told).hasSize(3);
    }

    @Test
    @DisplayName("RTU-4: too many parts are 1008, empty ones too")
    void parts_are_counted() {
        for (int i = 0; i < 3; i++) {
            binary.binary(ByteBuffer.allocate(0), false);
        }
        binary.binary(ByteBuffer.allocate(0), true);
        assertThat(told).containsExactly(" 0");
        for (int i = 0; i < 5; i++) {
            binary.binary(ByteBuffer.allocate(0), false);
        }
        assertThat(told).containsExactly(" 0", "1008");
    }

    @Test
    @DisplayName("RTU-3: what cannot be read is shown as far as it can be")
    void the_unreadable_is_told() {
        binary.binary(ByteBuffer.wrap(new byte[] {'a', (byte) 0xFF}), true);
        binary.text("text", true);
        text.binary(ByteBuffer.wrap(new byte[] {'b'}), true);
        assertThat(told).containsExactly("INVALID_UTF8 a\uFFFD 2", "WRONG_KIND text 4", "WRONG_KIND b 1");
    }

    private final class Told implements MessageAssembly.Sink {

        @Override
        public void message(String message, int size) {
            told.add(message + " " + size);
        }

        @Override
        public void unreadable(MessageFault fault, String message, int size) {
            told.add(fault + " " + message + " " + size);
        }

        @Override
        public void broken(CloseReason reason) {
            told.add(Integer.toString(reason.code()));
        }
    }
}
