/** WebSockets of any Jakarta WebSocket container: the endpoint of a server, and an open session as a connection of the application. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.jakarta.websocket {
    requires transitive org.realtimeupdates.adapter.websocket;
    requires transitive org.realtimeupdates.application;
    requires transitive jakarta.websocket;
    requires transitive jakarta.websocket.client;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.jakarta.websocket;
}
