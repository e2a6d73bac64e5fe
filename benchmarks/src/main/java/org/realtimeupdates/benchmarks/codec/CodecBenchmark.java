package org.realtimeupdates.benchmarks.codec;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.realtimeupdates.adapter.avaje.AvajeEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;

/** Reads and writes one update of 466 bytes: as delivery does, with its entity as an object, and by JSON-B alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CodecBenchmark {

    private static final String TEXT =
            "We meet at the station at half past nine, the train leaves at 9:48 from platform 7. "
                    + "Bring the tickets, the maps and something to eat; it will be a long day in the hills, with some rain.";

    private static final String FRAME = "{\"account\":\"personal\",\"type\":\"update\",\"payload\":{"
            + "\"ref\":\"7c9e6679-7425-40de-944b-e07fc1f90ae7\",\"silent\":false,\"action\":\"new\","
            + "\"payload\":{\"type\":\"message\",\"entities\":[{\"id\":\"m-20261124-000017\","
            + "\"group\":\"trip-2026\",\"sender\":\"octocat\",\"text\":\"" + TEXT
            + "\",\"sentAt\":\"2026-11-24T09:15:30.123Z\"}]}}}";

    private final MessageCodec frames = new JsonbMessageCodec();
    private final EntityCodec entities = new JsonbEntityCodec();
    private final EntityCodec generated = new AvajeEntityCodec();
    private final Jsonb jsonb = JsonbBuilder.create();

    private SocketMessage decoded() {
        Decoded decoded = frames.decode(FRAME, Sender.SERVER, Subprotocol.V1).get(0);
        return ((Decoded.Frame) decoded).message();
    }

    /** What delivery needs: the entities stay text. */
    @Benchmark
    public String frame() {
        return frames.encode(decoded(), Subprotocol.V1);
    }

    /** One half of {@link #frame}. */
    @Benchmark
    public Object frameDecode() {
        return frames.decode(FRAME, Sender.SERVER, Subprotocol.V1);
    }

    /** With an object made of the entity, and written again. */
    @Benchmark
    public String frameAndEntity() {
        return withEntity(entities);
    }

    /** The same by an adapter that was generated at compile time. */
    @Benchmark
    public String frameAndGeneratedEntity() {
        return withEntity(generated);
    }

    private String withEntity(EntityCodec codec) {
        SocketMessage message = decoded();
        Update update = (Update) message.payload();
        Entities<Message> read = codec.decode(EntityTypes.MESSAGE, (RawEntities) update.payload());
        Update written = new Update(update.ref(), update.silent(), update.action(), codec.encode(read));
        return frames.encode(new SocketMessage(message.account(), written), Subprotocol.V1);
    }

    /** The same message by JSON-B alone. */
    @Benchmark
    public String stockYasson() {
        return jsonb.toJson(jsonb.fromJson(FRAME, StockMessage.class));
    }
}
