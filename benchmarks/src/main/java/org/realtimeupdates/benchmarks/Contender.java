package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.domain.Message;

/**
 * A system that carries updates from a publisher to an app, which are processes of their own. All are given the same objects, use the same
 * codecs for the same bytes, and hand what arrives to the same {@link Inbox}.
 */
interface Contender {

    /** As tables name it. */
    String title();

    /** What a publisher's updates survive, as it is run here. */
    String durability();

    /** The program it needs of the system's packages; empty for none. */
    default Optional<String> program() {
        return Optional.empty();
    }

    /**
     * Starts what stands between publisher and app, in the process that measures; does not wait for it.
     *
     * @param folder empty, its own
     * @return empty where the app connects to the publisher's process
     */
    default Optional<Broker> startBroker(Path folder) throws Exception {
        return Optional.empty();
    }

    /** Starts the publisher, in its own process. */
    Publisher startPublisher(Place place, Acks acks) throws Exception;

    /** Makes the app, in its own process; it does nothing before it connects. */
    App createApp(Place place, Inbox inbox, Acks acks) throws Exception;

    /**
     * Where an end runs.
     *
     * @param port on loopback, of the broker or the publisher; 0 for a publisher without a broker
     * @param folder for files
     */
    record Place(int port, Path folder, Codecs codecs) {

        Frames frames() {
            return new Frames(codecs);
        }
    }

    /** What publishes. Used by one thread. */
    interface Publisher extends AutoCloseable {

        /** What the app connects to. */
        int port();

        /** Hands updates over, in their order; may block until they are kept, and does where too many are not yet. */
        void publish(List<Message> updates) throws Exception;

        /** Returns once all that was handed over is kept, as far as the system says so. */
        void awaitKept() throws Exception;

        @Override
        void close() throws IOException;
    }

    /** What the updates are for. Used by one thread. */
    interface App extends AutoCloseable {

        /** Returns when what is published from now on comes at once; what waited before comes too. */
        void connect() throws Exception;

        /** Returns when nothing comes any more; what is published from now on waits. */
        void disconnect() throws Exception;

        @Override
        void close() throws IOException;
    }
}
