package org.realtimeupdates.benchmarks;

import java.io.IOException;
import org.realtimeupdates.application.port.notification.ClientEvent;

/**
 * This library with a publisher that is a process of its own, as those of a broker are: it writes lines to {@code realtime serve}. An
 * update counts when the app has applied it, just before the reply: the server's process does not tell of replies.
 */
record OursRemote(String title, OurStore store) implements Contender {

    @Override
    public String durability() {
        return store.durability();
    }

    @Override
    public Publisher startPublisher(Place place, Acks acks) throws IOException, InterruptedException {
        return new ServePublisher(place, store);
    }

    @Override
    public App createApp(Place place, Inbox inbox, Acks acks) {
        return new Ours(title, OurTransport.TYRUS, store).createApp(place, inbox, event -> {
            if (event instanceof ClientEvent.Applied) {
                acks.add(1);
            }
        });
    }
}
