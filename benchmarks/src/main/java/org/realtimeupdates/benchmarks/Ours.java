package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.adapter.dagger.ClientBuilder;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Recipient;

/** This library: the publisher is the server's process; an update counts when the server has removed it for its reply. */
record Ours(String title, OurTransport transport, OurStore store) implements Contender {

    /** The user, their token and their device. */
    static final String NAME = "ann";

    static final int WINDOW = 10_000;

    /** The defaults, but for a window that is wide enough for the rate. */
    private static final ServerOptions OPTIONS = new ServerOptions(
            WINDOW,
            ServerOptions.DEFAULT.writeTimeout(),
            ServerOptions.DEFAULT.maxFrameBytes(),
            ServerOptions.DEFAULT.batchBytes(),
            ServerOptions.DEFAULT.maxDevicesPerUser(),
            ServerOptions.DEFAULT.maxKnownDevicesPerUser(),
            Set.of());

    @Override
    public String durability() {
        return store.durability();
    }

    @Override
    public Publisher startPublisher(Place place, Acks acks) throws IOException {
        RealtimeService service = Realtime.server()
                .authenticator(Authenticator.ofUsers(Optional::of))
                .store(store.server(place.folder()))
                .messageCodec(place.codecs().messages())
                .entityCodec(place.codecs().entities())
                .options(OPTIONS)
                .events(event -> {
                    if (event instanceof ServerEvent.Replied replied) {
                        acks.add(replied.removed());
                    }
                })
                .build();
        return new ServerProcess(service, transport.serve(service, 0, StandaloneServerOptions.DEFAULT));
    }

    @Override
    public App createApp(Place place, Inbox inbox, Acks acks) {
        return createApp(place, inbox, event -> {});
    }

    /** An app that tells what happens. */
    App createApp(Place place, Inbox inbox, ClientEventListener events) {
        ClientBuilder builder = Realtime.client(
                        URI.create("ws://127.0.0.1:" + place.port() + RealtimeServer.PATH), NAME)
                .credentials(() -> NAME)
                .transport(transport.client())
                .store(store.client(place.folder(), place.codecs().entities()))
                .messageCodec(place.codecs().messages())
                .entityCodec(place.codecs().entities());
        return new OurApp(builder, inbox, events);
    }

    private static Publication publication(Message message) {
        return Publication.of(
                Recipient.device(NAME, NAME), AccountType.PERSONAL, Action.NEW, EntityTypes.MESSAGE, message);
    }

    private record ServerProcess(RealtimeService service, OurTransport.Serving serving) implements Publisher {

        @Override
        public int port() {
            return serving.uri().getPort();
        }

        @Override
        public void publish(List<Message> updates) {
            service.publisher()
                    .publishAll(updates.stream().map(Ours::publication).toList());
        }

        /** Publishing returns when they are kept. */
        @Override
        public void awaitKept() {}

        @Override
        public void close() {
            service.close();
            serving.stop().run();
        }
    }
}
