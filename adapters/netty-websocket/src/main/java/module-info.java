/** One open WebSocket of Netty as a connection of the application. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.netty.websocket {
    requires transitive io.netty.buffer;
    requires transitive io.netty.codec.http;
    requires transitive io.netty.transport;
    requires transitive org.realtimeupdates.adapter.websocket;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires org.realtimeupdates.application;
    requires static transitive org.jspecify;

    exports org.realtimeupdates.adapter.netty.websocket;
}
