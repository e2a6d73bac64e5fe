package org.realtimeupdates.testfixtures.contract;

import org.junit.jupiter.api.Nested;
import org.realtimeupdates.application.port.transport.MessageCodec;

/** What every {@link MessageCodec} does. An adapter's test extends it and makes its codec. */
public abstract class MessageCodecContract {

    protected MessageCodecContract() {}

    /** The codec under test; the same one may be given again. */
    protected abstract MessageCodec codec();

    @Nested
    class Frames extends FrameTopic {
        @Override
        protected MessageCodec codec() {
            return MessageCodecContract.this.codec();
        }
    }

    @Nested
    class Strictness extends StrictnessTopic {
        @Override
        protected MessageCodec codec() {
            return MessageCodecContract.this.codec();
        }
    }

    @Nested
    class Batches extends BatchTopic {
        @Override
        protected MessageCodec codec() {
            return MessageCodecContract.this.codec();
        }
    }

    @Nested
    class Updates extends UpdateTopic {
        @Override
        protected MessageCodec codec() {
            return MessageCodecContract.this.codec();
        }
    }

    @Nested
    class PoisonUpdates extends PoisonUpdateTopic {
        @Override
        protected MessageCodec codec() {
            return MessageCodecContract.this.codec();
        }
    }

    @Nested
    class Replies extends ReplyTopic {
        @Override
        protected MessageCodec codec() {
            return MessageCodecContract.this.codec();
        }
    }

    @Nested
    class Commands extends CommandTopic {
        @Override
        protected MessageCodec codec() {
            return MessageCodecContract.this.codec();
        }
    }

    @Nested
    class Encoding extends EncodingTopic {
        @Override
        protected MessageCodec codec() {
            return MessageCodecContract.this.codec();
        }
    }
}
