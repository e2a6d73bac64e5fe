package org.realtimeupdates.adapter.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.realtimeupdates.adapter.dagger.ClientBuilder;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.dagger.ServerBuilder;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.RecordingEvents;

/** A real server on a loopback port and apps that connect to it. */
final class Bench implements AutoCloseable {

    static final String USER = "ada";
    static final String DEVICE = "phone";

    final RecordingEvents serverEvents = new RecordingEvents();
    final RealtimeService service;
    final TransportName.Serving server;
    private final TransportName transport;
    private final List<RealtimeClient> apps = new ArrayList<>();

    Bench() throws IOException {
        this(TransportName.tyrus, builder -> builder);
    }

    Bench(UnaryOperator<ServerBuilder> settings) throws IOException {
        this(TransportName.tyrus, settings);
    }

    Bench(TransportName transport, UnaryOperator<ServerBuilder> settings) throws IOException {
        this.transport = transport;
        service = settings.apply(Realtime.server()
                        .authenticator(Authenticator.ofUsers(Optional::of))
                        .events(serverEvents.ofServer()))
                .build();
        server = transport.serve(service, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** An app of the one user and device, not started yet. */
    RealtimeClient app(UnaryOperator<ClientBuilder> settings) {
        RealtimeClient app = settings.apply(Realtime.client(server.uri(), DEVICE)
                        .credentials(() -> USER)
                        .transport(transport.client())
                        .options(ClientOptions.DEFAULT.withRetryDelays(Duration.ofMillis(20), Duration.ofMillis(50))))
                .build();
        apps.add(app);
        return app;
    }

    void publish(String ref, AccountType account, Action action, Entities<?> entities) {
        service.publisher()
                .publish(Publication.of(Recipient.device(USER, DEVICE), account, action, entities)
                        .withRef(new Ref(ref)));
    }

    <E extends Entity> void publish(String ref, Action action, EntityType<E> type, E entity) {
        publish(ref, AccountType.PERSONAL, action, Entities.of(type, entity));
    }

    void publishMessage(String ref) {
        publish(ref, Action.NEW, EntityTypes.MESSAGE, message(ref));
    }

    static Message message(String id) {
        return new Message(id, "trip", USER, "Hello", null);
    }

    @Override
    public void close() {
        apps.forEach(RealtimeClient::close);
        service.close();
        server.close().run();
    }
}
