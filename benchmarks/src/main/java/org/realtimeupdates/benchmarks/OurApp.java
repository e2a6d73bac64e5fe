package org.realtimeupdates.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.realtimeupdates.adapter.dagger.ClientBuilder;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.EntityTypes;

/** An app of this library. It comes and goes as between foreground and background. */
final class OurApp implements Contender.App {

    private static final long PATIENCE_SECONDS = 600;

    private final RealtimeClient client;
    private volatile CountDownLatch connected = new CountDownLatch(1);

    /**
     * An app that tells what happens.
     *
     * @param events is told after this has looked at it
     */
    OurApp(ClientBuilder builder, Inbox inbox, ClientEventListener events) {
        client = builder.on(Action.NEW, EntityTypes.MESSAGE, (context, messages) -> inbox.apply(messages))
                .events(event -> {
                    look(event);
                    events.on(event);
                })
                .build();
    }

    private void look(ClientEvent event) {
        if (event instanceof ClientEvent.StateChanged to && to.state() instanceof ConnectionState.CaughtUp) {
            connected.countDown();
        } else if (event instanceof ClientEvent.Quarantined || event instanceof ClientEvent.StoreFailed) {
            System.err.println(event);
        }
    }

    @Override
    public void connect() throws InterruptedException, TimeoutException {
        connected = new CountDownLatch(1);
        client.enterForeground();
        if (!connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("not caught up: " + client.state());
        }
    }

    @Override
    public void disconnect() {
        client.enterBackground().toCompletableFuture().join();
    }

    @Override
    public void close() {
        client.close();
    }
}
