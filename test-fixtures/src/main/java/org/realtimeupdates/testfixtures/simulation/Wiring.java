package org.realtimeupdates.testfixtures.simulation;

import java.util.List;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.UpdateAction;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.server.PublishUpdate;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/**
 * What stands between the two halves and the simulated world. As it is, nothing does. An application puts its own specific actions
 * in here, or a wrong part to see that it is found. Each method is called anew whenever a process starts: what an object remembers
 * is lost in a crash, as in life.
 */
public interface Wiring {

    /** Nothing between. */
    Wiring NONE = new Wiring() {};

    /** Adds specific actions to those of the simulation, for the types of {@link #extraTypes}. */
    default void actions(UpdateActions.Builder actions, ClientStorePorts store) {}

    /** Types that are published too, with the entities of these texts. */
    default List<ExtraType> extraTypes() {
        return List.of();
    }

    /** Stands before each specific action of the simulation. */
    default <E extends Entity> UpdateAction<E> action(UpdateAction<E> action, Notifier notifier) {
        return action;
    }

    /** Stands before the store of an app. */
    default ClientStorePorts clientStore(Device device, ClientStorePorts store) {
        return store;
    }

    /** Stands before the store of the server. */
    default ServerStorePorts serverStore(ServerStorePorts store) {
        return store;
    }

    /** Stands before the codec of an app. */
    default MessageCodec clientCodec(MessageCodec codec) {
        return codec;
    }

    /** Stands before the codec of the server. */
    default MessageCodec serverCodec(MessageCodec codec) {
        return codec;
    }

    /** Stands before the transport of an app. */
    default ClientTransport clientTransport(ClientTransport transport) {
        return transport;
    }

    /** Stands before the server, as its transport sees it. */
    default RealtimeServer server(RealtimeServer server) {
        return server;
    }

    /** Stands before a connection that the server writes to. */
    default Connection serverConnection(Connection connection) {
        return connection;
    }

    /** Stands before what hears of a connection of the server. */
    default ConnectionListener serverListener(ConnectionListener listener) {
        return listener;
    }

    /** Stands before what services publish with. */
    default PublishUpdate publisher(PublishUpdate publisher) {
        return publisher;
    }

    /** Stands before the check of tokens. */
    default Authenticator authenticator(Authenticator authenticator) {
        return authenticator;
    }

    /** Stands before what shows notifications. */
    default Notifier notifier(Notifier notifier) {
        return notifier;
    }

    /** Stands before the executors of an app. */
    default Scheduler clientScheduler(Scheduler scheduler) {
        return scheduler;
    }

    /** Stands before the executors of the server. */
    default Scheduler serverScheduler(Scheduler scheduler) {
        return scheduler;
    }

    /** Changes how an app is set; the oracle goes by the options before. */
    default ClientOptions clientOptions(ClientOptions options) {
        return options;
    }

    /** Changes how the server is set; the oracle goes by the options before. */
    default ServerOptions serverOptions(ServerOptions options) {
        return options;
    }

    /**
     * A type that is published too.
     *
     * @param name the payload type
     * @param entityJson the text of one entity, with {@code %s} where its id goes
     */
    record ExtraType(String name, String entityJson) {}
}
