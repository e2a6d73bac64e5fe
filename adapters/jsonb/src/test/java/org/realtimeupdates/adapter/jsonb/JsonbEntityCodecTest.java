package org.realtimeupdates.adapter.jsonb;

import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.testfixtures.contract.EntityCodecContract;

class JsonbEntityCodecTest extends EntityCodecContract {

    private final EntityCodec codec = new JsonbEntityCodec();

    @Override
    protected EntityCodec codec() {
        return codec;
    }
}
