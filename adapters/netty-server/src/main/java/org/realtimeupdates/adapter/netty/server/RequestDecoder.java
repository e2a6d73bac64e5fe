package org.realtimeupdates.adapter.netty.server;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Reads one request and leaves what comes behind it for who takes its place. */
final class RequestDecoder extends HttpRequestDecoder {

    private static final int MAX_HEADER_BYTES = 16 << 10;

    RequestDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_HEADER_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setInitialBufferSize(256));
        setSingleDecode(true);
    }
}
