/** What every WebSocket adapter needs and no WebSocket engine gives. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.websocket {
    requires transitive org.realtimeupdates.application;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.websocket;
    exports org.realtimeupdates.adapter.websocket.client;
    exports org.realtimeupdates.adapter.websocket.server;
}
