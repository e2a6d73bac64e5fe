package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;

/** Writes updates as lines to a child process {@code realtime serve}, which says of each when it is kept. */
final class ServePublisher implements Contender.Publisher {

    private static final String HEAP = "4g";
    private static final String PUBLISHED = "{\"published\":";
    private static final String LINE = "{\"to\":{\"user\":\"" + Ours.NAME + "\",\"device\":\"" + Ours.NAME
            + "\"},\"account\":\"personal\",\"update\":{\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\""
            + EntityTypes.MESSAGE.name() + "\",\"entities\":";

    private final Codecs codecs;
    private final Program serve;
    private final BlockingQueue<Integer> listening = new ArrayBlockingQueue<>(1);
    private final int port;
    private final Unconfirmed unconfirmed = new Unconfirmed();

    ServePublisher(Contender.Place place, OurStore store) throws IOException, InterruptedException {
        codecs = place.codecs();
        List<String> arguments = List.of(
                "serve",
                "--port",
                "0",
                "--store",
                store.nameForServe(place.folder()),
                "--window",
                String.valueOf(Ours.WINDOW),
                "--max-pending",
                String.valueOf(OurStore.LIMITS.maxUpdates()),
                "--max-pending-bytes",
                String.valueOf(OurStore.LIMITS.maxBytes()));
        serve = new Program(HEAP, arguments, this::read);
        port = listening.take();
    }

    private void read(String line) {
        if (line.startsWith(PUBLISHED)) {
            unconfirmed.confirmed(1);
        } else if (line.startsWith("{\"listening\":")) {
            listening.add(Integer.valueOf(line.replaceAll(".*:(\\d+)/.*", "$1")));
        } else {
            System.err.println(line);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void publish(List<Message> updates) throws IOException, InterruptedException {
        unconfirmed.add(updates.size());
        for (Message update : updates) {
            String entities = codecs.entities()
                    .encode(Entities.of(EntityTypes.MESSAGE, update))
                    .json();
            serve.type(LINE + entities + "}}}\n");
        }
        serve.flush();
    }

    @Override
    public void awaitKept() throws InterruptedException {
        unconfirmed.awaitNone();
    }

    @Override
    public void close() {
        serve.close();
    }
}
