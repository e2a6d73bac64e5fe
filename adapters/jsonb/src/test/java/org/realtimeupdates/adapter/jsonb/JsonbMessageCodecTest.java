package org.realtimeupdates.adapter.jsonb;

import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.testfixtures.contract.MessageCodecContract;

class JsonbMessageCodecTest extends MessageCodecContract {

    private final MessageCodec codec = new JsonbMessageCodec();

    @Override
    protected MessageCodec codec() {
        return codec;
    }
}
