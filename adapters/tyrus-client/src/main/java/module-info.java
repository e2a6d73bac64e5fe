/** WebSockets from the app to the server, by Tyrus. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.tyrus.client {
    requires transitive org.realtimeupdates.application;
    requires jakarta.websocket.client;
    requires org.glassfish.grizzly;
    requires org.glassfish.grizzly.http;
    requires org.glassfish.tyrus.client;
    requires org.glassfish.tyrus.core;
    requires org.glassfish.tyrus.spi;
    requires org.realtimeupdates.adapter.jakarta.websocket;
    requires org.realtimeupdates.adapter.websocket;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.tyrus.client;
    exports org.realtimeupdates.adapter.tyrus.client.container to
            org.glassfish.tyrus.core;
}
