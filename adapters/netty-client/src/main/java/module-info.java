/** WebSockets from the app to the server, by Netty. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.netty.client {
    requires transitive org.realtimeupdates.application;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.realtimeupdates.adapter.netty.websocket;
    requires org.realtimeupdates.adapter.websocket;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.netty.client;
}
