package org.realtimeupdates.adapter.cli.interoperability;

import java.io.IOException;
import java.net.URI;

/** An app of this library, connected to a peer. */
interface OurApp extends AutoCloseable {

    /** The next update that was applied: {@code ACCOUNT REF [ID, …]}. */
    String awaitApplied() throws InterruptedException;

    /** The ref of the next update that was set aside; {@code null} as a word where it has none. */
    String awaitQuarantined() throws InterruptedException;

    /**
     * Waits for the next such change of the connection.
     *
     * @param state how {@code realtime listen} tells it, from its beginning: {@code connected}, {@code caught up (2)}, …
     */
    void awaitState(String state) throws InterruptedException;

    void background();

    void foreground();

    @Override
    void close();

    /** Makes apps, and sends commands. */
    interface Maker {

        /** Starts an app with the token {@code secret}. */
        OurApp start(URI server, String device) throws IOException;

        /** Sends a command as a device of that id and waits for its outcome: {@code processed}, {@code rejected}, {@code unconfirmed}. */
        String send(URI server, String device, String account, String name, String arguments)
                throws IOException, InterruptedException;
    }
}
