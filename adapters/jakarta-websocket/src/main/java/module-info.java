/** One open WebSocket of any Jakarta WebSocket container as a connection of the application. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.jakarta.websocket {
    requires transitive org.realtimeupdates.adapter.websocket;
    requires transitive org.realtimeupdates.application;
    requires transitive jakarta.websocket.client;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.jakarta.websocket;
}
