package org.realtimeupdates.adapter.netty.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.websocket.server.RequestHead;

class NettyHttpTest {

    @Test
    void pathAndQueryAreLeftAsTheyWereSent() {
        RequestHead head = NettyHttp.head(request("/realtime?device=a%20b?c"));
        assertThat(head.path()).isEqualTo("/realtime");
        assertThat(head.query()).isEqualTo("device=a%20b?c");
        assertThat(head.version()).isEqualTo("HTTP/1.1");
    }

    @Test
    void anAddressInFrontOfThePathIsPassedOver() {
        assertThat(NettyHttp.head(request("HTTP://example.org:8025/realtime?x=y"))
                        .path())
                .isEqualTo("/realtime");
        assertThat(NettyHttp.head(request("http://example.org")).path()).isEqualTo("/");
    }

    @Test
    void aHeaderInSeveralSpellingsKeepsItsOrder() {
        HttpRequest request = request("/realtime");
        request.headers().add("DEVICE-ID", "one").add("Device-Id", "two").add("device-id", "three");
        assertThat(NettyHttp.head(request).handshake().deviceId()).contains("one, two, three");
    }

    @Test
    void anyAnnouncedBodyCounts() {
        HttpRequest request = request("/realtime");
        request.headers().set("Content-Length", "0");
        assertThat(NettyHttp.head(request).hasBody()).isFalse();
        request.headers().set("Content-Length", "5");
        assertThat(NettyHttp.head(request).hasBody()).isTrue();
        request.headers().remove("Content-Length").set("Transfer-Encoding", "chunked");
        assertThat(NettyHttp.head(request).hasBody()).isTrue();
    }

    private static HttpRequest request(String uri) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
    }
}
