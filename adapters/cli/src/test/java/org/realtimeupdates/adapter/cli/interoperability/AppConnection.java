package org.realtimeupdates.adapter.cli.interoperability;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A connection of a peer to our server. */
final class AppConnection {

    private final RunningPeer peer;
    private final String name;
    private final List<JsonObject> messages = new ArrayList<>();
    private final Map<String, Deque<JsonObject>> frames = new HashMap<>();

    AppConnection(RunningPeer peer, String name) {
        this.peer = peer;
        this.name = name;
    }

    /** The subprotocol that was agreed on; empty for none. */
    String awaitOpen() throws InterruptedException {
        return peer.await("open", name).getString("subprotocol");
    }

    /** The status of the refusal; 0 where the peer is not told. */
    int awaitRefused() throws InterruptedException {
        return peer.await("refused", name).getInt("status");
    }

    /** Whether it opens without a subprotocol, or is broken off. */
    boolean opens() throws InterruptedException {
        JsonObject event = peer.await(List.of("open", "refused"), name);
        return event.getString("event").equals("open");
    }

    int awaitClosed() throws InterruptedException {
        return peer.await("closed", name).getInt("code");
    }

    void awaitPong() throws InterruptedException {
        peer.await("pong", name);
    }

    boolean staysOpenFor(Duration time) throws InterruptedException {
        return peer.isSpared("closed", name, time);
    }

    /** The ref of the next update that the peer applied. */
    String awaitApplied() throws InterruptedException {
        return peer.await("applied", name).getString("ref");
    }

    /** The next frame of that account. */
    JsonObject awaitFrame(String account) throws InterruptedException {
        while (of(account).isEmpty()) {
            JsonObject message = peer.await("message", name);
            messages.add(message);
            for (JsonObject frame : message.getJsonArray("frames").getValuesAs(JsonObject.class)) {
                of(frame.getString("account")).add(frame);
            }
        }
        return of(account).remove();
    }

    /** The next frames of that account, in short. */
    List<String> await(String account, int count) throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Frames.inShort(awaitFrame(account)));
        }
        return all;
    }

    /** What has been looked at so far: {@code binary}, {@code batch} and {@code frames}. */
    List<JsonObject> messages() {
        return messages;
    }

    void send(JsonObject... sent) {
        peer.order("send", name, order -> order.add("frames", Frames.array(List.of(sent))));
    }

    /** Sends a text message, whatever was agreed on. */
    void sendText(String text) {
        peer.order("text", name, order -> order.add("text", text));
    }

    /** Sends a binary message, whatever was agreed on. */
    void sendBytes(byte[] bytes) {
        peer.order(
                "bytes",
                name,
                order -> order.add(
                        "bytes",
                        Frames.array(IntStream.range(0, bytes.length)
                                .mapToObj(i -> Json.createValue(bytes[i] & 0xff))
                                .toList())));
    }

    /** Sends a frame in three fragments. */
    void sendFragments(JsonObject frame) {
        peer.order("fragments", name, order -> order.add("fragments", Frames.fragments(frame)));
    }

    void ping() {
        peer.order("ping", name, order -> {});
    }

    /** Closes it and waits for its end. */
    void close() throws InterruptedException {
        peer.order("close", name, order -> {});
        assertThat(awaitClosed()).isEqualTo(1000);
    }

    private Deque<JsonObject> of(String account) {
        return frames.computeIfAbsent(account, none -> new ArrayDeque<>());
    }
}
