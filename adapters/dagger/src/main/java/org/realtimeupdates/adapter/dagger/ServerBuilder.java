package org.realtimeupdates.adapter.dagger;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.adapter.threads.ThreadScheduler;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ServerEventListener;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.server.CommandHandler;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.domain.CommandOutcome;

/**
 * Puts a server's half together. Unless told otherwise: nobody is let in, every command is rejected, JSON-B, a store in
 * memory. Not thread-safe.
 */
public final class ServerBuilder {

    private Authenticator authenticator = token -> Optional.empty();
    private CommandHandler commandHandler = command -> CommandOutcome.rejected("this server takes no commands");
    private ServerStore.Factory store =
            resets -> ServerStore.inMemory(PendingLimits.DEFAULT, InstantSource.system(), resets);
    private ServerEventListener events = event -> {};
    private MessageCodec messageCodec = new JsonbMessageCodec();
    private EntityCodec entityCodec = new JsonbEntityCodec();
    private Scheduler scheduler = ThreadScheduler.shared();
    private RandomGenerator random = new SecureRandom();
    private InstantSource clock = InstantSource.system();
    private ServerOptions options = ServerOptions.DEFAULT;

    ServerBuilder() {}

    /** Whose token it is. Required: without it nobody is let in. */
    public ServerBuilder authenticator(Authenticator port) {
        authenticator = Objects.requireNonNull(port);
        return this;
    }

    /** What to do about the commands of apps. */
    public ServerBuilder onCommand(CommandHandler handler) {
        commandHandler = Objects.requireNonNull(handler);
        return this;
    }

    /** What remembers updates until they are replied. */
    public ServerBuilder store(ServerStore.Factory factory) {
        store = Objects.requireNonNull(factory);
        return this;
    }

    public ServerBuilder events(ServerEventListener listener) {
        events = Objects.requireNonNull(listener);
        return this;
    }

    public ServerBuilder messageCodec(MessageCodec port) {
        messageCodec = Objects.requireNonNull(port);
        return this;
    }

    public ServerBuilder entityCodec(EntityCodec port) {
        entityCodec = Objects.requireNonNull(port);
        return this;
    }

    /** Where work runs. */
    public ServerBuilder scheduler(Scheduler port) {
        scheduler = Objects.requireNonNull(port);
        return this;
    }

    /** What refs are made of; in production a {@link SecureRandom}. */
    public ServerBuilder random(RandomGenerator source) {
        random = Objects.requireNonNull(source);
        return this;
    }

    /** Which time refs begin with. */
    public ServerBuilder clock(InstantSource source) {
        clock = Objects.requireNonNull(source);
        return this;
    }

    public ServerBuilder options(ServerOptions serverOptions) {
        options = Objects.requireNonNull(serverOptions);
        return this;
    }

    /** The server's half; a transport has yet to open connections to it. */
    public RealtimeService build() {
        return DaggerServerComponent.factory()
                .create(
                        authenticator,
                        commandHandler,
                        store,
                        events,
                        messageCodec,
                        entityCodec,
                        scheduler,
                        new Refs(random, clock),
                        options)
                .service();
    }
}
