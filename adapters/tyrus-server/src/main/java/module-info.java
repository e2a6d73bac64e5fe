/** WebSockets of a server of its own, on Tyrus and Grizzly. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.tyrus.server {
    requires transitive org.realtimeupdates.application;
    requires transitive jakarta.websocket;
    requires org.glassfish.grizzly;
    requires org.glassfish.grizzly.http;
    requires org.glassfish.tyrus.container.grizzly.server;
    requires org.glassfish.tyrus.core;
    requires org.glassfish.tyrus.server;
    requires org.glassfish.tyrus.spi;
    requires org.realtimeupdates.adapter.jakarta.websocket;
    requires transitive org.realtimeupdates.adapter.websocket;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports org.realtimeupdates.adapter.tyrus.server;
}
