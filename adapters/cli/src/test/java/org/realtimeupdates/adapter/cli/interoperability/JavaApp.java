package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An app in Java, on any WebSocket library; the same as {@code interoperability/app.mjs}. */
final class JavaApp implements Peer {

    private static final String BINARY = "realtime-updates.v1.binary";
    private static final String BEARER = "realtime-updates.bearer.";

    private final PeerSocket.Opener opener;
    private final Consumer<JsonObject> events;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    JavaApp(PeerSocket.Opener opener, String version, Consumer<JsonObject> events) {
        this.opener = opener;
        this.events = events;
        events.accept(Json.createObjectBuilder()
                .add("event", "ready")
                .add("version", version)
                .add("cannot", Frames.strings(List.of()))
                .build());
    }

    @Override
    public void obey(JsonObject order) {
        String name = order.getString("connection");
        if (order.getString("order").equals("connect")) {
            Connection connection = new Connection(name, order);
            connections.put(name, connection);
            opener.open(handshake(order), connection);
            return;
        }
        Connection connection = Objects.requireNonNull(connections.get(name), name);
        PeerSocket socket = Objects.requireNonNull(connection.socket, "not open");
        switch (order.getString("order")) {
            case "send" ->
                socket.send(
                        Frames.message(order.getJsonArray("frames").getValuesAs(JsonObject.class)), connection.binary);
            case "text" -> socket.send(order.getString("text"), false);
            case "bytes" -> socket.sendBytes(bytes(order.getJsonArray("bytes")));
            case "fragments" ->
                socket.sendFragments(
                        order.getJsonArray("fragments").getValuesAs(JsonString::getString), connection.binary);
            case "ping" -> socket.ping();
            case "close" -> socket.close();
            default -> throw new IllegalArgumentException(order.toString());
        }
    }

    @Override
    public void close() {
        // Each test ends its connections; there is nothing else.
    }

    private static PeerSocket.Handshake handshake(JsonObject order) {
        List<String> subprotocols = new ArrayList<>(order.getJsonArray("offers").getValuesAs(JsonString::getString));
        Map<String, String> headers = new LinkedHashMap<>();
        String url = order.getString("url");
        if (order.getString("credentials").equals("subprotocol")) {
            url += "?device=" + order.getString("device");
            byte[] token = order.getString("token").getBytes(StandardCharsets.UTF_8);
            subprotocols.add(BEARER + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
        } else {
            headers.put("Device-Id", order.getString("device"));
            headers.put("Authorization", "Bearer " + order.getString("token"));
        }
        if (order.containsKey("origin")) {
            headers.put("Origin", order.getString("origin"));
        }
        return new PeerSocket.Handshake(URI.create(url), subprotocols, headers);
    }

    private static byte[] bytes(JsonArray numbers) {
        byte[] bytes = new byte[numbers.size()];
        List<Integer> values = numbers.getValuesAs(JsonNumber::intValue);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = values.get(i).byteValue();
        }
        return bytes;
    }

    /** One connection, and how its updates are replied. */
    private final class Connection implements PeerSocket.Listener {

        private final String name;
        private final String replies;
        private final String mailbox;
        private volatile @Nullable PeerSocket socket;
        private volatile boolean binary;

        Connection(String name, JsonObject order) {
            this.name = name;
            this.replies = order.getString("replies");
            this.mailbox = order.getString("user") + " " + order.getString("device") + " ";
        }

        @Override
        public void opened(PeerSocket socket, String subprotocol) {
            this.socket = socket;
            binary = subprotocol.equals(BINARY);
            tell("open", event -> event.add("subprotocol", subprotocol));
        }

        @Override
        public void refused(int status) {
            tell("refused", event -> event.add("status", status));
        }

        @Override
        public void received(PeerSocket from, String message, boolean isBinary) {
            List<JsonObject> frames = Frames.ofMessage(message);
            apply(
                    from,
                    frames.stream()
                            .filter(frame -> frame.getString("type").equals("update"))
                            .toList());
            tell(
                    "message",
                    event -> event.add("binary", isBinary)
                            .add("batch", message.startsWith("["))
                            .add("frames", Frames.array(frames)));
        }

        @Override
        public void ponged() {
            tell("pong", event -> {});
        }

        @Override
        public void closed(int code) {
            tell("closed", event -> event.add("code", code));
        }

        /** RTU-21, RTU-22: what is new is applied, and everything replied. */
        private void apply(PeerSocket from, List<JsonObject> updates) {
            if (replies.equals("none") || updates.isEmpty()) {
                return;
            }
            Map<String, List<String>> refs = updates.stream()
                    .collect(Collectors.groupingBy(
                            update -> update.getString("account"),
                            LinkedHashMap::new,
                            Collectors.mapping(
                                    update -> update.getJsonObject("payload").getString("ref"), Collectors.toList())));
            refs.forEach((account, some) -> some.stream()
                    .filter(ref -> known.add(mailbox + account + " " + ref))
                    .forEach(ref -> tell(
                            "applied", event -> event.add("account", account).add("ref", ref))));
            List<JsonObject> single = new ArrayList<>();
            refs.forEach((account, some) -> some.forEach(ref -> single.add(Frames.reply(account, ref))));
            switch (replies) {
                case "refs" ->
                    refs.forEach((account, some) -> from.send(
                            Frames.frame(
                                            account,
                                            "reply",
                                            Json.createObjectBuilder()
                                                    .add("refs", Frames.strings(some))
                                                    .build())
                                    .toString(),
                            binary));
                case "single" -> single.forEach(reply -> from.send(reply.toString(), binary));
                case "array" -> from.send(Frames.array(single).toString(), binary);
                default -> {}
            }
        }

        private void tell(String event, Consumer<jakarta.json.JsonObjectBuilder> more) {
            var builder = Json.createObjectBuilder().add("event", event).add("connection", name);
            more.accept(builder);
            events.accept(builder.build());
        }
    }
}
