package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;

/**
 * A server on Java-WebSocket, the same as {@code interoperability/server.mjs}. This library cannot refuse a handshake with a status of
 * one's choice.
 */
final class JavaWebSocketServer extends WebSocketServer implements Peer {

    private static final String BINARY = "realtime-updates.v1.binary";

    private final Consumer<JsonObject> events;
    private final ChosenSubprotocol chosen;
    private final Map<String, List<JsonObject>> pending = new ConcurrentHashMap<>();
    private final Map<String, WebSocket> sockets = new ConcurrentHashMap<>();
    private volatile JsonObject answer = JsonObject.EMPTY_JSON_OBJECT;

    private JavaWebSocketServer(Consumer<JsonObject> events, ChosenSubprotocol chosen) {
        super(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                1,
                List.of(new Draft_6455(List.of(), List.of(chosen))));
        this.events = events;
        this.chosen = chosen;
    }

    static Peer start(Consumer<JsonObject> events) {
        JavaWebSocketServer server = new JavaWebSocketServer(events, new ChosenSubprotocol());
        server.start();
        return server;
    }

    @Override
    public void onStart() {
        events.accept(Json.createObjectBuilder()
                .add("event", "ready")
                .add("version", JavaWebSocket.version())
                .add("url", "ws://127.0.0.1:" + getPort() + "/realtime")
                .add("cannot", Frames.strings(List.of("status")))
                .build());
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
            WebSocket socket, Draft draft, ClientHandshake request)
            throws org.java_websocket.exceptions.InvalidDataException {
        String target = request.getResourceDescriptor();
        tell(
                "handshake",
                device(request),
                event -> event.add("target", target)
                        .add("path", target.replaceFirst("\\?.*", ""))
                        .add("authorization", request.getFieldValue("Authorization"))
                        .add(
                                "offers",
                                Frames.strings(List.of(request.getFieldValue("Sec-WebSocket-Protocol")
                                        .split(", *"))))
                        .add("extensions", request.getFieldValue("Sec-WebSocket-Extensions")));
        return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake request) {
        String device = device(request);
        socket.setAttachment(device);
        sockets.put(device, socket);
        tell("open", device, event -> event.add("subprotocol", subprotocol(socket)));
        sendBacklog(socket, updates(device));
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        received(socket, message, false);
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
        received(socket, StandardCharsets.UTF_8.decode(message).toString(), true);
    }

    @Override
    public void onWebsocketPong(WebSocket socket, Framedata frame) {
        super.onWebsocketPong(socket, frame);
        tell("pong", socket.getAttachment(), event -> {});
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        if (socket.<String>getAttachment() != null) {
            tell("closed", socket.getAttachment(), event -> event.add("code", code));
        }
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        events.accept(Json.createObjectBuilder()
                .add("event", "error")
                .add("what", error.toString())
                .build());
    }

    @Override
    public void obey(JsonObject order) {
        String device = order.getString("connection", "");
        switch (order.getString("order")) {
            case "answer" -> {
                answer = order;
                chosen.choose(order.getString("subprotocol"));
            }
            case "publish" -> publish(device, order.getJsonArray("frames").getValuesAs(JsonObject.class));
            case "text" -> send(socket(device), order.getString("text"));
            case "fragments" ->
                JavaWebSocket.sendFragments(
                        socket(device),
                        order.getJsonArray("fragments").getValuesAs(JsonString::getString),
                        subprotocol(socket(device)).equals(BINARY));
            case "ping" -> socket(device).sendPing();
            case "close" -> socket(device).close(order.getInt("code"));
            default -> throw new IllegalArgumentException(order.toString());
        }
    }

    private void publish(String device, List<JsonObject> frames) {
        updates(device).addAll(frames);
        WebSocket socket = sockets.get(device);
        if (socket != null && socket.isOpen()) {
            sendAll(socket, frames);
        }
    }

    private WebSocket socket(String device) {
        return Objects.requireNonNull(sockets.get(device), device);
    }

    @Override
    public void close() {
        try {
            stop(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** RTU-35: each account's backlog, then that it is over; before version 1 the updates alone. */
    private void sendBacklog(WebSocket socket, List<JsonObject> updates) {
        if (subprotocol(socket).isEmpty()) {
            sendAll(socket, updates);
            return;
        }
        for (String account : List.of("personal", "business")) {
            List<JsonObject> frames = new ArrayList<>(updates.stream()
                    .filter(update -> update.getString("account").equals(account))
                    .toList());
            JsonObject counted =
                    Json.createObjectBuilder().add("pending", frames.size()).build();
            frames.add(0, Frames.command(account, "backlog", counted));
            frames.add(Frames.command(account, "caughtUp", JsonObject.EMPTY_JSON_OBJECT));
            sendAll(socket, frames);
        }
    }

    private void received(WebSocket socket, String message, boolean binary) {
        String device = socket.getAttachment();
        List<JsonObject> frames = Frames.ofMessage(message);
        tell(
                "message",
                device,
                event -> event.add("binary", binary)
                        .add("batch", message.startsWith("["))
                        .add("frames", Frames.array(frames)));
        for (JsonObject frame : frames) {
            String account = frame.getString("account");
            JsonObject payload = frame.getJsonObject("payload");
            if (frame.getString("type").equals("reply")) {
                replied(updates(device), account, payload);
            } else if (payload.containsKey("ref")) {
                send(socket, Frames.frame(account, "reply", outcome(payload)).toString());
            }
        }
    }

    private void replied(List<JsonObject> updates, String account, JsonObject payload) {
        if (!answer.getBoolean("keeps")) {
            List<String> refs = Frames.refs(payload);
            updates.removeIf(update -> update.getString("account").equals(account)
                    && refs.contains(update.getJsonObject("payload").getString("ref")));
        }
    }

    private static JsonObject outcome(JsonObject command) {
        JsonObjectBuilder outcome = Json.createObjectBuilder().add("ref", command.getString("ref"));
        return command.getString("name").equals("forbidden")
                ? outcome.add("outcome", "rejected")
                        .add("reason", "not for you")
                        .build()
                : outcome.add("outcome", "processed").build();
    }

    /** RTU-6: in one message, where that is agreed on. */
    private void sendAll(WebSocket socket, List<JsonObject> frames) {
        if (answer.getBoolean("batches") && !subprotocol(socket).isEmpty()) {
            send(socket, Frames.array(frames).toString());
        } else {
            frames.forEach(frame -> send(socket, frame.toString()));
        }
    }

    private static void send(WebSocket socket, String message) {
        if (subprotocol(socket).equals(BINARY)) {
            socket.send(message.getBytes(StandardCharsets.UTF_8));
        } else {
            socket.send(message);
        }
    }

    private List<JsonObject> updates(String device) {
        return pending.computeIfAbsent(device, none -> new CopyOnWriteArrayList<>());
    }

    private static String subprotocol(WebSocket socket) {
        return socket.getProtocol() == null ? "" : socket.getProtocol().getProvidedProtocol();
    }

    private static String device(ClientHandshake request) {
        return request.getFieldValue("Device-Id");
    }

    private void tell(String event, String device, Consumer<JsonObjectBuilder> more) {
        JsonObjectBuilder builder =
                Json.createObjectBuilder().add("event", event).add("connection", device);
        more.accept(builder);
        events.accept(builder.build());
    }
}
