package org.realtimeupdates.adapter.cli.interoperability;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.realtimeupdates.adapter.cli.TransportName;
import org.realtimeupdates.adapter.jetty.server.JettyServer;
import org.realtimeupdates.application.server.RealtimeServer;

/** The short form of {@link InteroperabilityCampaign}: the peers that need no installation, in this process. */
class InteroperabilityTest {

    private static final String ORIGIN = "https://app.example";
    private static final Map<String, RunningPeer> PEERS = new LinkedHashMap<>();
    private static RunningPeer serverPeer;
    private static final Map<String, OurServer> SERVERS = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        for (Library library : List.of(Library.JDK, Library.JAVA_WEBSOCKET)) {
            PEERS.put(library.name(), new RunningPeer(library));
        }
        serverPeer = new RunningPeer(Library.JAVA_WEBSOCKET_SERVER);
        SERVERS.put("Tyrus", new InProcessServer(TransportName.tyrus::serve, ORIGIN, false));
        SERVERS.put("Jetty", new InProcessServer(InteroperabilityTest::serveInJetty, ORIGIN, true));
    }

    private static TransportName.Serving serveInJetty(RealtimeServer server, InetSocketAddress address)
            throws IOException {
        JettyServer jetty = JettyServer.start(server, address);
        return new TransportName.Serving(jetty.uri(), jetty::close);
    }

    @AfterAll
    static void stop() {
        PEERS.values().forEach(RunningPeer::close);
        serverPeer.close();
        SERVERS.values().forEach(OurServer::close);
    }

    static Stream<Arguments> apps() {
        List<Arguments> all = new ArrayList<>();
        for (String library : List.of(Library.JDK.name(), Library.JAVA_WEBSOCKET.name())) {
            for (String server : SERVERS.keySet()) {
                AppScenarios.all().stream()
                        .filter(scenario -> !scenario.slow() && scenario.isFor(peer(library)))
                        .forEach(scenario -> all.add(Arguments.of(library, server, scenario)));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @MethodSource("apps")
    @DisplayName("RTU-1 to RTU-54: an app on another library")
    void anAppOnAnotherLibrary(String library, String server, Scenario<AppSetting> scenario) throws Exception {
        RunningPeer peer = peer(library);
        String user = library + "-" + server + "-" + AppScenarios.all().indexOf(scenario);
        scenario.check().run(new AppSetting(Objects.requireNonNull(SERVERS.get(server)), peer, user));
    }

    private static RunningPeer peer(String library) {
        return Objects.requireNonNull(PEERS.get(library), library);
    }

    static Stream<Scenario<ServerSetting>> servers() {
        return ServerScenarios.ALL.stream().filter(scenario -> !scenario.slow() && scenario.isFor(serverPeer));
    }

    @ParameterizedTest(name = "Java-WebSocket: {0}")
    @MethodSource("servers")
    @DisplayName("RTU-1 to RTU-58: a server on another library")
    void aServerOnAnotherLibrary(Scenario<ServerSetting> scenario) throws Exception {
        String device = "device-" + ServerScenarios.ALL.indexOf(scenario);
        try (ServerSetting setting = new ServerSetting(serverPeer, InProcessApp.maker(), device)) {
            scenario.check().run(setting);
        }
    }
}
