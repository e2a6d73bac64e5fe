package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.util.List;
import org.realtimeupdates.domain.Message;

/** The limit: the same bytes behind their lengths on a bare socket, what waits coalesced, counts of what was applied back. */
final class RawTcp implements Contender {

    RawTcp() {}

    @Override
    public String title() {
        return "raw TCP";
    }

    @Override
    public String durability() {
        return "none";
    }

    @Override
    public Publisher startPublisher(Place place, Acks acks) throws IOException {
        Frames frames = place.frames();
        RawTcpSender sender = new RawTcpSender(acks);
        return new Publisher() {
            @Override
            public int port() {
                return sender.port();
            }

            @Override
            public void publish(List<Message> updates) {
                sender.send(updates.stream().map(frames::write).toList());
            }

            @Override
            public void awaitKept() {}

            @Override
            public void close() throws IOException {
                sender.close();
            }
        };
    }

    @Override
    public App createApp(Place place, Inbox inbox, Acks acks) throws IOException {
        return new RawTcpApp(place, inbox);
    }
}
