package org.realtimeupdates.adapter.avaje;

import io.avaje.jsonb.Json;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.testfixtures.contract.EntityCodecContract;

@Json.Import({EntityCodecContract.Invoice.class, EntityCodecContract.Line.class, EntityCodecContract.Folder.class})
class AvajeEntityCodecTest extends EntityCodecContract {

    private final EntityCodec codec = new AvajeEntityCodec();

    @Override
    protected EntityCodec codec() {
        return codec;
    }
}
