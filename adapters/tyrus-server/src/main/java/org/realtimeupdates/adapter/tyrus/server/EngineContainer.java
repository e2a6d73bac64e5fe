package org.realtimeupdates.adapter.tyrus.server;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus' engine without a server of its own. */
final class EngineContainer extends TyrusServerContainer {

    private static final String ROOT = "/";

    private final TyrusWebSocketEngine engine;

    EngineContainer(int incomingBufferSize) {
        super(Set.of());
        this.engine = TyrusWebSocketEngine.builder(this)
                .incomingBufferSize(incomingBufferSize)
                .build();
        setDefaultMaxSessionIdleTimeout(-1);
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return new FarewellEngine(engine);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }

    @Override
    public void register(Class<?> endpointClass) throws DeploymentException {
        engine.register(endpointClass, ROOT);
    }

    @Override
    public void register(ServerEndpointConfig config) throws DeploymentException {
        engine.register(config, ROOT);
    }
}
