package org.realtimeupdates.adapter.cli.interoperability;

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

/** The short form of {@link InteroperabilityCampaign}: the peers that need no installation, in this process. */
class InteroperabilityTest {

    private static final Map<String, RunningPeer> PEERS = new LinkedHashMap<>();
    private static RunningPeer serverPeer;
    private static OurServer server;

    @BeforeAll
    static void start() throws Exception {
        for (Library library : List.of(Library.JDK, Library.JAVA_WEBSOCKET)) {
            PEERS.put(library.name(), new RunningPeer(library));
        }
        serverPeer = new RunningPeer(Library.JAVA_WEBSOCKET_SERVER);
        server = new InProcessServer("https://app.example");
    }

    @AfterAll
    static void stop() {
        PEERS.values().forEach(RunningPeer::close);
        serverPeer.close();
        server.close();
    }

    static Stream<Arguments> apps() {
        List<Arguments> all = new ArrayList<>();
        for (String library : List.of(Library.JDK.name(), Library.JAVA_WEBSOCKET.name())) {
            AppScenarios.all().stream()
                    .filter(scenario -> !scenario.slow() && scenario.isFor(peer(library)))
                    .forEach(scenario -> all.add(Arguments.of(library, scenario)));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("apps")
    @DisplayName("RTU-1 to RTU-54: an app on another library")
    void anAppOnAnotherLibrary(String library, Scenario<AppSetting> scenario) throws Exception {
        RunningPeer peer = peer(library);
        String user = library + "-" + AppScenarios.all().indexOf(scenario);
        scenario.check().run(new AppSetting(server, peer, user));
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
