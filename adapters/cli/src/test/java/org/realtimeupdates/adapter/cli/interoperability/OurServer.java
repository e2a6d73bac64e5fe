package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.JsonObject;
import java.net.URI;

/**
 * A server of this library, whose tokens are {@code token-USER}. It rejects the command {@code forbidden}, and pages may come from one
 * origin.
 */
interface OurServer extends AutoCloseable {

    URI uri();

    /**
     * Publishes an update; returns when it is durable.
     *
     * @param line as {@code realtime serve} reads it
     */
    void publish(String line) throws InterruptedException;

    /** The next command of that user that was handled: {@code command} and {@code arguments}. */
    JsonObject awaitCommand(String user) throws InterruptedException;

    /** Whether a reset may take the code of its close from an app that is still sending, which then has 1006. */
    default boolean mayReset() {
        return false;
    }

    @Override
    void close();
}
