package org.realtimeupdates.adapter.cli.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.realtimeupdates.adapter.cli.TransportName;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** A real server on a loopback port, and a witness for each device. Thread-safe. */
final class FaultServer implements AutoCloseable {

    static final String USER = "ada";

    private final Map<String, Witness> witnesses = new ConcurrentHashMap<>();
    private final RealtimeService service;
    private final TransportName transport;
    private final TransportName.Serving server;

    FaultServer(TransportName transport) throws IOException {
        this.transport = transport;
        service = Realtime.server()
                // A user for each device: a limit of devices is no matter here.
                .authenticator(Authenticator.ofUsers(Optional::of))
                .onCommand(command -> {
                    witness(command.device().id()).handled(command.name());
                    return CommandOutcome.processed();
                })
                .events(this::tell)
                .build();
        server = transport.serve(service, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The client's end, of the same make. */
    ClientTransport transport() {
        return transport.client();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.uri().getPort());
    }

    /** The one of a device, made when it is first asked for. */
    Witness witness(String device) {
        return witnesses.computeIfAbsent(device, any -> new Witness());
    }

    void publish(String device, AccountType account, String ref) {
        witness(device).published(account, new Ref(ref));
        service.publisher()
                .publish(Publication.of(
                                Recipient.device(device, device),
                                account,
                                Action.NEW,
                                EntityTypes.MESSAGE,
                                new Message(ref, "trip", USER, "Hello", null))
                        .withRef(new Ref(ref)));
    }

    private void tell(ServerEvent event) {
        Consumer<String> told = device -> witness(device).on(event);
        if (event instanceof ServerEvent.Replied replied) {
            told.accept(replied.device().id());
        } else if (event instanceof ServerEvent.Connected connected) {
            told.accept(connected.device().id());
        } else if (event instanceof ServerEvent.Disconnected disconnected) {
            told.accept(disconnected.device().id());
        } else if (event instanceof ServerEvent.Malformed malformed) {
            told.accept(malformed.device().id());
        }
    }

    @Override
    public void close() {
        service.close();
        server.close().run();
    }
}
