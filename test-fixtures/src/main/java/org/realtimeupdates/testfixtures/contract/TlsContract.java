package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** What a server and a client keep of TLS. */
public abstract class TlsContract extends ServerFixture {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    @Nullable
    Path folder;

    /**
     * The client under test.
     *
     * @param trust whom it trusts; null for whom the JVM does
     */
    protected abstract ClientTransport transport(@Nullable SSLContext trust);

    @Test
    void a_trusted_server_is_talked_to() throws Exception {
        SSLContext context = start("localhost");
        assertThat(uri().getScheme()).isEqualTo("wss");
        ClientTransport transport = transport(context);
        TransportRecorder client =
                connect(transport, uri(), Duration.ofSeconds(10)).awaitOpened();
        String message = "x".repeat(60_000);
        client.send(List.of(message));
        TransportRecorder served = server.next();
        assertThat(served.next()).isEqualTo(message);
        served.send(List.of(message));
        assertThat(client.next()).isEqualTo(message);
    }

    @Test
    void an_untrusted_server_is_not() throws Exception {
        start("localhost");
        ClientTransport transport = transport(null);
        assertThat(connect(transport, uri(), Duration.ofSeconds(5)).awaitFailed())
                .isInstanceOfSatisfying(
                        Disconnect.Failed.class,
                        failed -> assertThat(failed.reason()).startsWith("TLS failed"));
        assertThat(server.handshakes()).isEmpty();
    }

    @Test
    void a_trusted_certificate_of_another_host_is_not_enough() throws Exception {
        SSLContext context = start("example.org");
        ClientTransport transport = transport(context);
        assertThat(connect(transport, uri(), Duration.ofSeconds(5)).awaitFailed())
                .isInstanceOfSatisfying(
                        Disconnect.Failed.class,
                        failed -> assertThat(failed.reason()).startsWith("TLS failed"));
        assertThat(server.handshakes()).isEmpty();
    }

    @Test
    void plain_text_on_a_port_with_tls_fails_in_time() throws Exception {
        SSLContext context = start("localhost");
        URI plain = URI.create(uri().toString().replace("wss:", "ws:"));
        ClientTransport transport = transport(context);
        assertThat(connect(transport, plain, Duration.ofSeconds(1)).awaitFailed())
                .isInstanceOf(Disconnect.Failed.class);
    }

    @Test
    void trust_of_its_own_does_not_hinder_plain_connections() throws Exception {
        SSLContext context = context("localhost");
        start(ServerLimits.WIDE);
        ClientTransport transport = transport(context);
        connect(transport, uri(), Duration.ofSeconds(10)).awaitOpened();
    }

    private SSLContext start(String host) throws Exception {
        SSLContext context = context(host);
        start(ServerLimits.WIDE.withTls(context));
        return context;
    }

    private static TransportAttempt connect(ClientTransport transport, URI uri, Duration timeout) {
        TransportAttempt attempt = new TransportAttempt();
        transport.connect(
                new ConnectRequest(uri, "phone", "octocat", List.of(Subprotocol.V1), timeout, 1 << 20), attempt);
        return attempt;
    }

    /** A context that has a certificate for that host, and trusts it. */
    private SSLContext context(String host) throws IOException, InterruptedException, GeneralSecurityException {
        Path files = Objects.requireNonNull(folder);
        Path store = files.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "test",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(files.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("test", keys.getCertificate("test"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
