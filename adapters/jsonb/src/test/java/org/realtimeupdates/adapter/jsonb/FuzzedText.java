package org.realtimeupdates.adapter.jsonb;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A fuzzer's bytes: a digit that chooses, and a text that may hold lone surrogates too. */
record FuzzedText(int choice, String text) {

    /** The first byte chooses; the rest is UTF-8, or else one character a byte, the last two of which are surrogates. */
    static FuzzedText of(byte[] input) {
        if (input.length == 0) {
            return new FuzzedText(0, "");
        }
        int choice = Math.floorMod(input[0] - '0', 256);
        ByteBuffer rest = ByteBuffer.wrap(input, 1, input.length - 1);
        try {
            return new FuzzedText(
                    choice, StandardCharsets.UTF_8.newDecoder().decode(rest).toString());
        } catch (CharacterCodingException e) {
            String text = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1)
                    .replace('\u00fe', '\ud83d')
                    .replace('\u00ff', '\ude00');
            return new FuzzedText(choice, text);
        }
    }
}
