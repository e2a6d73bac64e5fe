package org.realtimeupdates.adapter.dagger;

import dagger.Module;
import dagger.Provides;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.realtimeupdates.application.client.ClientIdentity;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.ClientPorts;
import org.realtimeupdates.application.client.ManageQuarantine;
import org.realtimeupdates.application.client.ManageUpdate;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;

/** How the use cases of the app's half are made of ports. */
@Module
public interface ClientModule {

    @Provides
    static ManageUpdate manageUpdate(
            UpdateActions actions, ClientStore store, EntityCodec entityCodec, InstantSource clock) {
        return new ManageUpdate(
                actions, store.appliedUpdates(), store.attempts(), store.quarantine(), entityCodec, clock);
    }

    @Provides
    static ManageQuarantine manageQuarantine(
            UpdateActions actions, ClientStore store, MessageCodec messageCodec, EntityCodec entityCodec) {
        return new ManageQuarantine(actions, store.appliedUpdates(), store.quarantine(), messageCodec, entityCodec);
    }

    @Provides
    static ClientPorts ports(
            ClientTransport transport,
            MessageCodec codec,
            ClientStore store,
            Notifier notifier,
            ClientEventListener events,
            Scheduler scheduler,
            InstantSource clock,
            RandomGenerator random) {
        return new ClientPorts(transport, codec, store.outbox(), notifier, events, scheduler, clock, random);
    }

    @Provides
    static RealtimeClient client(
            ClientIdentity identity,
            ManageUpdate manageUpdate,
            ManageQuarantine manageQuarantine,
            ClientPorts ports,
            ClientOptions options) {
        return RealtimeClient.create(identity, manageUpdate, manageQuarantine, ports, options);
    }
}
