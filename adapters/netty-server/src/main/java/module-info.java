/** A server of WebSockets on a port of its own, by Netty. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.netty.server {
    requires transitive org.realtimeupdates.adapter.websocket;
    requires transitive org.realtimeupdates.application;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.realtimeupdates.adapter.netty.websocket;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.netty.server;
}
