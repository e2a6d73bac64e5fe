package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.testfixtures.network.RawServer;
import org.realtimeupdates.testfixtures.network.RawServer.Peer;

/** What a client keeps of the way through an HTTP proxy. */
public abstract class ProxyContract {

    private final ProxySelector selectorOfTheJvm = ProxySelector.getDefault();
    private final RawServer proxy = new RawServer();

    /** The client under test. */
    protected abstract ClientTransport transport();

    @BeforeEach
    void start() {
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), proxy.uri().getPort());
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.HTTP, address));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress to, IOException e) {}
        });
    }

    @AfterEach
    void stop() throws IOException {
        ProxySelector.setDefault(selectorOfTheJvm);
        proxy.close();
    }

    @Test
    void aServerBehindAProxyIsReached() throws IOException {
        TransportAttempt attempt = connect();
        try (Peer peer = proxy.accept()) {
            assertThat(peer.readRequest()).contains("CONNECT far.invalid:8080 HTTP/1.1", "Host: far.invalid:8080");
            peer.answer("200 Connection established", "Via: test");
            peer.open();
            peer.frame(true, 1, "through".getBytes(StandardCharsets.UTF_8));
            assertThat(attempt.awaitOpened().next()).isEqualTo("through");
        }
    }

    @Test
    void aProxyThatRefusesIsAFailureAndHearsNoToken() throws IOException {
        TransportAttempt attempt = connect();
        try (Peer peer = proxy.accept()) {
            assertThat(peer.readRequest()).noneMatch(line -> line.contains("secret"));
            peer.answer("407 Proxy Authentication Required", "Content-Length: 0");
            assertThat(attempt.awaitFailed()).isEqualTo(new Disconnect.Failed("the proxy refused"));
            assertThat(peer.isCut()).isTrue();
        }
    }

    private TransportAttempt connect() {
        TransportAttempt attempt = new TransportAttempt();
        URI server = URI.create("ws://far.invalid:8080/realtime");
        transport()
                .connect(
                        new ConnectRequest(server, "phone", "secret", List.of(), Duration.ofSeconds(15), 100_000),
                        attempt);
        return attempt;
    }
}
