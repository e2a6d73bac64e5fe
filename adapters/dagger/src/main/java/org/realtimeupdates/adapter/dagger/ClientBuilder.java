package org.realtimeupdates.adapter.dagger;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.adapter.threads.ThreadScheduler;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.application.client.ClientIdentity;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.client.UpdateAction;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.identity.Credentials;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;

/**
 * Puts an app's half together. Unless told otherwise: Tyrus, JSON-B, a store in memory that keeps a local copy of the built-in
 * entities, no notifications, threads shared by all clients of the process. Not thread-safe.
 */
public final class ClientBuilder {

    private final URI endpoint;
    private final String deviceId;
    private final List<BiConsumer<UpdateActions.Builder, EntityStore>> actions = new ArrayList<>();
    private Credentials credentials = () -> {
        throw new IllegalStateException("no credentials were given to the client");
    };
    private Optional<ClientStore> store = Optional.empty();
    private Notifier notifier = (account, notifications, omitted) -> {};
    private ClientEventListener events = event -> {};
    private ClientTransport transport = TyrusTransport.shared();
    private MessageCodec messageCodec = new JsonbMessageCodec();
    private EntityCodec entityCodec = new JsonbEntityCodec();
    private Scheduler scheduler = ThreadScheduler.shared();
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();
    private ClientOptions options = ClientOptions.DEFAULT;

    ClientBuilder(URI endpoint, String deviceId) {
        this.endpoint = endpoint;
        this.deviceId = deviceId;
    }

    /** Where the token comes from, for every connection anew. Required. */
    public ClientBuilder credentials(Credentials port) {
        credentials = Objects.requireNonNull(port);
        return this;
    }

    /** The specific action for that action and type, in the place of keeping a local copy. */
    public <E extends Entity> ClientBuilder on(Action action, EntityType<E> type, UpdateAction<E> specificAction) {
        actions.add((builder, copies) -> builder.on(action, type, specificAction));
        return this;
    }

    /** What to do when updates were let go, in the place of removing the account's local copies. */
    public ClientBuilder onReset(UpdateActions.ResetAction action) {
        actions.add((builder, copies) -> builder.onReset(action));
        return this;
    }

    /** What to do about types that no specific action takes, in the place of setting them aside as unsupported. */
    public ClientBuilder onOtherTypes(UpdateActions.RawUpdateAction action) {
        actions.add((builder, copies) -> builder.onOtherTypes(action));
        return this;
    }

    /** Keeps a local copy of these types too. */
    public ClientBuilder keepCopies(List<EntityType<?>> types) {
        actions.add((builder, copies) -> builder.keepCopies(copies, types));
        return this;
    }

    /** What the app remembers. It must tell the time by the same {@link #clock}: the app forgets what the store saw long ago. */
    public ClientBuilder store(ClientStore clientStore) {
        store = Optional.of(clientStore);
        return this;
    }

    /** What shows in-app notifications. */
    public ClientBuilder notifier(Notifier port) {
        notifier = Objects.requireNonNull(port);
        return this;
    }

    public ClientBuilder events(ClientEventListener listener) {
        events = Objects.requireNonNull(listener);
        return this;
    }

    public ClientBuilder transport(ClientTransport port) {
        transport = Objects.requireNonNull(port);
        return this;
    }

    public ClientBuilder messageCodec(MessageCodec port) {
        messageCodec = Objects.requireNonNull(port);
        return this;
    }

    public ClientBuilder entityCodec(EntityCodec port) {
        entityCodec = Objects.requireNonNull(port);
        return this;
    }

    /** Where work runs. */
    public ClientBuilder scheduler(Scheduler port) {
        scheduler = Objects.requireNonNull(port);
        return this;
    }

    public ClientBuilder clock(InstantSource source) {
        clock = Objects.requireNonNull(source);
        return this;
    }

    /** What delays and refs are made of; in production a {@link SecureRandom}. */
    public ClientBuilder random(RandomGenerator source) {
        random = Objects.requireNonNull(source);
        return this;
    }

    public ClientBuilder options(ClientOptions clientOptions) {
        options = Objects.requireNonNull(clientOptions);
        return this;
    }

    /**
     * The app's half; it does nothing until it is started.
     *
     * @throws IllegalArgumentException when the endpoint or the device id is none
     */
    public RealtimeClient build() {
        ClientStore memory = store.orElseGet(() -> ClientStore.inMemory(clock));
        UpdateActions.Builder specific = UpdateActions.builder().keepCopies(memory.entities(), EntityTypes.BUILT_IN);
        actions.forEach(addTo -> addTo.accept(specific, memory.entities()));
        return DaggerClientComponent.factory()
                .create(
                        new ClientIdentity(endpoint, deviceId, credentials),
                        specific.build(),
                        memory,
                        notifier,
                        events,
                        transport,
                        messageCodec,
                        entityCodec,
                        scheduler,
                        clock,
                        random,
                        options)
                .client();
    }
}
