package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A peer as the server of a device, and our app on it. */
final class ServerSetting implements Setting {

    private final RunningPeer peer;
    private final OurApp.Maker maker;
    private final String device;
    private final Deque<JsonObject> frames = new ArrayDeque<>();
    private final Deque<OurApp> apps = new ArrayDeque<>();
    private boolean binary;

    /**
     * A setting.
     *
     * @param device has no other scenario
     */
    ServerSetting(RunningPeer peer, OurApp.Maker maker, String device) {
        this.peer = peer;
        this.maker = maker;
        this.device = device;
    }

    RunningPeer peer() {
        return peer;
    }

    /** From now on that subprotocol is agreed on where it is offered; empty: none. */
    void agreeOn(String subprotocol) {
        answer(subprotocol, 0, false, false);
    }

    /**
     * The same, with more.
     *
     * @param status refuses handshakes; 0 accepts them
     * @param keeps whether replied updates are kept and sent again
     * @param batches whether frames share messages
     */
    void answer(String subprotocol, int status, boolean keeps, boolean batches) {
        peer.order(
                "answer",
                device,
                order -> order.add("subprotocol", subprotocol)
                        .add("status", status)
                        .add("keeps", keeps)
                        .add("batches", batches));
    }

    /** Starts our app. */
    OurApp start() throws IOException {
        OurApp app = maker.start(uri(), device);
        apps.push(app);
        return app;
    }

    /** Sends a command with our app as another device. */
    String send(String account, String name, String arguments) throws IOException, InterruptedException {
        return maker.send(uri(), device + "-" + name, account, name, arguments);
    }

    void publish(JsonObject... updates) {
        peer.order("publish", device, order -> order.add("frames", Frames.array(List.of(updates))));
    }

    void publish(String... refs) {
        publish(List.of(refs).stream()
                .map(ref -> Frames.update("personal", ref, "Hello"))
                .toArray(JsonObject[]::new));
    }

    void sendText(String text) {
        peer.order("text", device, order -> order.add("text", text));
    }

    void sendFragments(JsonObject frame) {
        peer.order("fragments", device, order -> order.add("fragments", Frames.fragments(frame)));
    }

    void ping() {
        peer.order("ping", device, order -> {});
    }

    void awaitPong() throws InterruptedException {
        peer.await("pong", device);
    }

    void close(int code) {
        peer.order("close", device, order -> order.add("code", code));
    }

    /** The next handshake: {@code target}, {@code authorization}, {@code offers}, {@code extensions}. */
    JsonObject awaitHandshake() throws InterruptedException {
        return peer.await("handshake", device);
    }

    /** The subprotocol that was agreed on. */
    String awaitOpen() throws InterruptedException {
        return peer.await("open", device).getString("subprotocol");
    }

    int awaitClosed() throws InterruptedException {
        return peer.await("closed", device).getInt("code");
    }

    boolean staysOpenFor(Duration time) throws InterruptedException {
        return peer.isSpared("closed", device, time);
    }

    /** The next frame of our app. */
    JsonObject awaitFrame() throws InterruptedException {
        while (frames.isEmpty()) {
            JsonObject message = peer.await("message", device);
            binary = message.getBoolean("binary");
            frames.addAll(message.getJsonArray("frames").getValuesAs(JsonObject.class));
        }
        return frames.remove();
    }

    /** The next frame in short. */
    String awaitInShort() throws InterruptedException {
        return Frames.inShort(awaitFrame());
    }

    /** Whether the message of the last frame was binary. */
    boolean isBinary() {
        return binary;
    }

    /** The next command that our app sent by {@link #send}. */
    JsonObject awaitCommand(String name) throws InterruptedException {
        JsonObject message = peer.await("message", device + "-" + name);
        return message.getJsonArray("frames").getJsonObject(0);
    }

    static List<String> strings(JsonObject object, String field) {
        return object.getJsonArray(field).getValuesAs(JsonString::getString);
    }

    /** Ends our apps. */
    @Override
    public void close() {
        apps.forEach(OurApp::close);
    }

    private URI uri() {
        return URI.create(peer.find("url").orElseThrow());
    }
}
