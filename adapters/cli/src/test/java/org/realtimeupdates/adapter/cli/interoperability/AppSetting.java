package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A peer as the app of a user of our server.
 *
 * @param user has no other scenario
 */
record AppSetting(OurServer server, RunningPeer peer, String user) implements Setting {

    static final String DEVICE = "phone";

    private static final String DONE = "done";

    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    AppConnection connect(Login login) {
        String name = "connection-" + CONNECTIONS.incrementAndGet();
        boolean inSubprotocol = login.inSubprotocol() || !peer.can("headers");
        peer.order("connect", name, order -> {
            order.add("url", server.uri().toString())
                    .add("user", user)
                    .add("device", DEVICE)
                    .add("token", login.token().orElse("token-" + user))
                    .add("offers", Frames.strings(login.offers()))
                    .add("credentials", inSubprotocol ? "subprotocol" : "headers")
                    .add("replies", login.replies());
            login.origin().ifPresent(origin -> order.add("origin", origin));
        });
        return new AppConnection(peer, name);
    }

    void publish(String account, String... refs) throws InterruptedException {
        for (String ref : refs) {
            publishText(account, ref, "Hello");
        }
    }

    /** A message with that text, and the ref as its id. */
    void publishText(String account, String ref, String text) throws InterruptedException {
        JsonObject update = Frames.update(account, ref, text);
        server.publish(Json.createObjectBuilder()
                .add("to", Json.createObjectBuilder().add("user", user).add("device", DEVICE))
                .add("account", account)
                .add("update", update.getJsonObject("payload"))
                .build()
                .toString());
    }

    /**
     * Closes a connection once our server has taken what was sent on it: when the device comes again, the older connection is not
     * listened to any more.
     */
    void close(AppConnection connection) throws InterruptedException {
        connection.send(Frames.command("personal", DONE, JsonObject.EMPTY_JSON_OBJECT));
        String taken = "";
        while (!taken.equals(DONE)) {
            taken = server.awaitCommand(user).getString("command");
        }
        connection.close();
    }

    /** The refs that wait for a reply, by what a further connection is sent. */
    List<String> pending(String account) throws InterruptedException {
        AppConnection connection = connect(Login.V1);
        List<String> frames = new ArrayList<>();
        while (!frames.contains("caughtUp")) {
            frames.addAll(connection.await(account, 1));
        }
        connection.close();
        return frames.subList(1, frames.size() - 1);
    }

    /** The origin that our server lets in. */
    static String allowedOrigin(RunningPeer peer) {
        return peer.find("origin").orElse("https://app.example");
    }

    /** Another one. */
    String foreignOrigin() {
        return peer.find("foreignOrigin").orElse("https://evil.example");
    }

    @Override
    public void close() {
        // What it leaves open ends with the peer.
    }
}
