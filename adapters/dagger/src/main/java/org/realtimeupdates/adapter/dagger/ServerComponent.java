package org.realtimeupdates.adapter.dagger;

import dagger.BindsInstance;
import dagger.Component;
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

/** The graph of a server's half. {@link ServerBuilder} fills it with defaults. */
@Singleton
@Component(modules = ServerModule.class)
public interface ServerComponent {

    RealtimeService service();

    /** Makes the graph from its ports. */
    @Component.Factory
    interface Factory {

        ServerComponent create(
                @BindsInstance Authenticator authenticator,
                @BindsInstance CommandHandler commandHandler,
                @BindsInstance ServerStore.Factory store,
                @BindsInstance ServerEventListener events,
                @BindsInstance MessageCodec messageCodec,
                @BindsInstance EntityCodec entityCodec,
                @BindsInstance Scheduler scheduler,
                @BindsInstance Refs refs,
                @BindsInstance ServerOptions options);
    }
}
