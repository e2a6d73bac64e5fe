package org.realtimeupdates.adapter.netty.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class HostHeaderTest {

    @Test
    void thePortIsLeftOutWhereItIsTheUsualOne() {
        assertThat(host("ws://example.org/realtime")).isEqualTo("example.org");
        assertThat(host("ws://example.org:80/realtime")).isEqualTo("example.org");
        assertThat(host("wss://example.org/realtime")).isEqualTo("example.org");
        assertThat(host("WSS://example.org:443/realtime")).isEqualTo("example.org");
        assertThat(host("wss://example.org:80/realtime")).isEqualTo("example.org:80");
        assertThat(host("ws://[::1]:8025/realtime")).isEqualTo("[::1]:8025");
    }

    private static String host(String endpoint) {
        return HostHeader.of(URI.create(endpoint));
    }
}
