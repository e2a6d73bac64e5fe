package org.realtimeupdates.adapter.dagger;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ServerEventListener;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.server.CommandHandler;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.application.server.ServerPorts;
import org.realtimeupdates.application.server.UpdateFrames;

/** How the use cases of the server's half are made of ports. */
@Module
public interface ServerModule {

    @Provides
    static UpdateFrames frames(MessageCodec messages, EntityCodec entities, Refs refs, ServerOptions options) {
        return new UpdateFrames(messages, entities, refs, options.maxFrameBytes());
    }

    @Provides
    @Singleton
    static ServerStore store(ServerStore.Factory factory, UpdateFrames frames) {
        return factory.create(frames);
    }

    @Provides
    static ServerPorts ports(
            Authenticator authenticator,
            MessageCodec codec,
            ServerStore store,
            ServerEventListener events,
            Scheduler scheduler) {
        return new ServerPorts(
                authenticator,
                codec,
                store.pendingUpdates(),
                store.devices(),
                store.handledCommands(),
                store.unappliedUpdates(),
                store.expiry(),
                events,
                scheduler);
    }

    @Provides
    @Singleton
    static RealtimeService service(
            ServerPorts ports, UpdateFrames frames, CommandHandler handler, ServerOptions options) {
        return new RealtimeService(ports, frames, handler, options);
    }
}
