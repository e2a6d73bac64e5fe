package org.realtimeupdates.adapter.netty.client;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Reads one answer and leaves what comes behind it for who takes its place. */
final class AnswerDecoder extends HttpResponseDecoder {

    private static final int MAX_HEADER_BYTES = 16 << 10;

    AnswerDecoder() {
        super(new HttpDecoderConfig().setMaxInitialLineLength(MAX_HEADER_BYTES).setMaxHeaderSize(MAX_HEADER_BYTES));
        setSingleDecode(true);
    }
}
