package org.realtimeupdates.adapter.websocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {

    private final OpenConnections open = new OpenConnections(5, 2);

    @Test
    void oneAddressTakesItsShareAndNoMore() throws UnknownHostException {
        assertThat(open.add(address("192.0.2.1"))).isEmpty();
        assertThat(open.add(address("192.0.2.1"))).isEmpty();
        assertThat(open.add(address("192.0.2.1"))).contains("too many connections of one address");
        assertThat(open.add(address("192.0.2.2"))).isEmpty();

        open.remove(address("192.0.2.1"));
        assertThat(open.add(address("192.0.2.1"))).isEmpty();
    }

    @Test
    void anIpv6NetworkCountsAsOneAddress() throws UnknownHostException {
        assertThat(open.add(address("2001:db8:1:2::1"))).isEmpty();
        assertThat(open.add(address("2001:db8:1:2:ffff::2"))).isEmpty();
        assertThat(open.add(address("2001:db8:1:2:3:4:5:6"))).contains("too many connections of one address");
        assertThat(open.add(address("2001:db8:1:3::1"))).isEmpty();
    }

    @Test
    void allTogetherHaveALimitToo() throws UnknownHostException {
        for (int i = 1; i <= 5; i++) {
            assertThat(open.add(address("192.0.2." + i))).isEmpty();
        }
        assertThat(open.add(address("192.0.2.9"))).contains("too many connections");

        open.remove(address("192.0.2.1"));
        assertThat(open.add(address("192.0.2.9"))).isEmpty();
    }

    @Test
    void whatIsRefusedIsNotCounted() throws UnknownHostException {
        OpenConnections one = new OpenConnections(1, 1);
        one.add(address("192.0.2.1"));
        for (int i = 0; i < 3; i++) {
            one.add(address("192.0.2.2"));
        }
        one.remove(address("192.0.2.1"));

        assertThat(one.awaitNone(Duration.ZERO)).isTrue();
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
