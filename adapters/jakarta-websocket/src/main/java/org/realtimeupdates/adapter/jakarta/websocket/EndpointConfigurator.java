package org.realtimeupdates.adapter.jakarta.websocket;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.realtimeupdates.adapter.websocket.server.RequestHead;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the decision on a handshake, once, and leaves it in the user properties of that connection. */
final class EndpointConfigurator extends ServerEndpointConfig.Configurator {

    static final String OPENING = EndpointConfigurator.class.getName() + ".opening";

    private static final Logger LOG = LoggerFactory.getLogger(EndpointConfigurator.class);
    private static final Opening INTERNAL_ERROR = Opening.of(new Admission.Refused(503, "internal error"));
    private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";

    private final Function<Handshake, Opening> opening;
    private final Supplier<RealtimeEndpoint> endpoints;

    EndpointConfigurator(Function<Handshake, Opening> opening, Supplier<RealtimeEndpoint> endpoints) {
        this.opening = opening;
        this.endpoints = endpoints;
    }

    /** Always: the decision is the application's. */
    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }

    /** None yet: a container asks before it shows the handshake. {@link #modifyHandshake} sets the header. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return "";
    }

    /** None: compression has no bound on what a message becomes. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        return endpointClass.cast(endpoints.get());
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Opening decided = decide(config, request);
        if (config.getUserProperties().putIfAbsent(OPENING, decided) != null) {
            LOG.error("The container shares user properties between connections: refusing all");
            config.getUserProperties().put(OPENING, INTERNAL_ERROR);
        } else if (decided.admission() instanceof Admission.Accepted accepted
                && accepted.subprotocol().isV1()) {
            response.getHeaders()
                    .put(PROTOCOL_HEADER, List.of(accepted.subprotocol().wireName()));
        }
    }

    private Opening decide(ServerEndpointConfig config, HandshakeRequest request) {
        try {
            return opening.apply(handshake(config.getPath(), request));
        } catch (RuntimeException e) {
            LOG.error("The decision on a handshake failed", e);
            return INTERNAL_ERROR;
        }
    }

    private static Handshake handshake(String path, HandshakeRequest request) {
        String query = request.getQueryString();
        return new RequestHead("GET", "HTTP/1.1", path, query == null ? "" : query, request.getHeaders(), false)
                .handshake();
    }
}
