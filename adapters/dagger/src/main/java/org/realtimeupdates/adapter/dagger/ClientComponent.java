package org.realtimeupdates.adapter.dagger;

import dagger.BindsInstance;
import dagger.Component;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.realtimeupdates.application.client.ClientIdentity;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;

/** The graph of an app's half. {@link ClientBuilder} fills it with defaults. */
@Component(modules = ClientModule.class)
public interface ClientComponent {

    RealtimeClient client();

    /** Makes the graph from its ports. */
    @Component.Factory
    interface Factory {

        ClientComponent create(
                @BindsInstance ClientIdentity identity,
                @BindsInstance UpdateActions actions,
                @BindsInstance ClientStore store,
                @BindsInstance Notifier notifier,
                @BindsInstance ClientEventListener events,
                @BindsInstance ClientTransport transport,
                @BindsInstance MessageCodec messageCodec,
                @BindsInstance EntityCodec entityCodec,
                @BindsInstance Scheduler scheduler,
                @BindsInstance InstantSource clock,
                @BindsInstance RandomGenerator random,
                @BindsInstance ClientOptions options);
    }
}
