package org.realtimeupdates.adapter.tyrus.client;

import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.ssl.SSLFilter;

/** TLS to one host, by its name: a trusted certificate of another one is not enough. */
final class TlsFilter extends SSLFilter {

    private final Consumer<Throwable> failed;

    TlsFilter(SSLContext context, String host, Consumer<Throwable> failed) {
        super(null, new VerifiedHost(context, host));
        this.failed = failed;
    }

    @Override
    @SuppressWarnings("rawtypes") // Grizzly's
    protected void notifyHandshakeFailed(Connection connection, Throwable cause) {
        failed.accept(cause);
        super.notifyHandshakeFailed(connection, cause);
        connection.terminateSilently();
    }

    private static final class VerifiedHost extends SSLEngineConfigurator {

        private final String host;

        VerifiedHost(SSLContext context, String host) {
            super(context, true, false, false);
            this.host = host;
        }

        @Override
        public SSLEngine createSSLEngine(String peerHost, int peerPort) {
            SSLEngine engine = super.createSSLEngine(host, peerPort);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            return engine;
        }
    }
}
