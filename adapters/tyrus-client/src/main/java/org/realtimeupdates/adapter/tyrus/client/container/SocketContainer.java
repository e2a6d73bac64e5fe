package org.realtimeupdates.adapter.tyrus.client.container;

import jakarta.websocket.ClientEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.glassfish.tyrus.spi.ClientContainer;
import org.glassfish.tyrus.spi.ClientEngine;

/**
 * What Tyrus opens sockets with. Tyrus' own container keeps no handle on a socket before the server has answered, so that an attempt
 * that is given up would leave it open.
 */
public final class SocketContainer implements ClientContainer {

    /** The user property of an endpoint under which its {@link Opening} is. */
    public static final String OPENING = Opening.class.getName();

    /** One that knows nothing: all there is to know comes with each call. */
    public SocketContainer() {}

    @Override
    public void openClientSocket(ClientEndpointConfig config, Map<String, Object> properties, ClientEngine engine)
            throws IOException {
        Object opening = config.getUserProperties().get(OPENING);
        ((Opening) Objects.requireNonNull(opening, OPENING)).open(engine);
    }

    /** Opens the socket of one attempt. */
    @FunctionalInterface
    public interface Opening {

        /**
         * Begins to connect; the engine is told how it ends.
         *
         * @throws IOException when that could not begin
         */
        void open(ClientEngine engine) throws IOException;
    }
}
