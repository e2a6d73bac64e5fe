package org.realtimeupdates.adapter.cli.interoperability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The long form of {@link InteroperabilityTest}: {@code InteroperabilityCampaign ROOT [LIBRARY…]} lets each library, or those named, play
 * the app of {@code realtime serve} and the server of {@code realtime listen}, processes of the jar that was built under {@code ROOT}.
 * Prints a table for each role. Exit code: 0 all came out, 1 something failed, 2 there is no such library, 3 nothing
 * failed but a library is not installed.
 */
final class InteroperabilityCampaign {

    private static final String WS = "npm ws";
    private static final String PYTHON = "python3-websockets";
    private static final String CHROMIUM = "Chromium";

    /** Debian's, where its packages are. */
    private static final String PYTHON3 = "/usr/bin/python3";

    private final Program program;
    private final Path peers;
    private final List<String> wanted;

    private InteroperabilityCampaign(Path root, List<String> wanted) {
        this.program = new Program(root.resolve("adapters/cli/target/realtime.jar"));
        this.peers = root.resolve("interoperability");
        this.wanted = wanted;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        InteroperabilityCampaign campaign =
                new InteroperabilityCampaign(Path.of(all.get(0)), all.subList(1, all.size()));
        if (campaign.apps().isEmpty()) {
            System.err.println("no such library; there are "
                    + campaign.everyApp().stream().map(Library::name).toList());
            System.exit(2);
        }
        System.exit(campaign.run());
    }

    private int run() throws Exception {
        List<Column<AppSetting>> apps = new ArrayList<>();
        List<Column<ServerSetting>> servers = new ArrayList<>();
        try {
            for (Library library : apps()) {
                apps.add(new Column<>(library, AppScenarios.all(), this::serve));
            }
            for (Library library : servers()) {
                servers.add(new Column<>(
                        library,
                        ServerScenarios.ALL,
                        peer -> index -> new ServerSetting(peer, ProgramApp.maker(program), "device-" + index)));
            }
            List<Column<?>> all = new ArrayList<>(apps);
            all.addAll(servers);
            for (Column<?> column : all) {
                System.err.println(column.name() + ": " + column.about());
                column.run(false);
            }
            System.err.println("idle connections");
            idle(all);
            print("the library plays the app", AppScenarios.all(), apps);
            print("the library plays the server", ServerScenarios.ALL, servers);
            all.stream().flatMap(column -> column.failures().stream()).forEach(System.out::println);
            if (all.stream().anyMatch(column -> !column.failures().isEmpty())) {
                return 1;
            }
            return all.stream().anyMatch(Column::isMissing) ? 3 : 0;
        } finally {
            apps.forEach(Column::close);
            servers.forEach(Column::close);
        }
    }

    private List<Library> apps() {
        return chosen(everyApp());
    }

    private List<Library> everyApp() {
        return List.of(
                Library.program(WS, "node", peers.resolve("ws-app.mjs")),
                Library.program(PYTHON, PYTHON3, peers.resolve("app.py")),
                Library.JDK,
                Library.JAVA_WEBSOCKET,
                Library.program(CHROMIUM, "node", peers.resolve("chromium.mjs")));
    }

    private List<Library> servers() {
        return chosen(List.of(
                Library.program(WS, "node", peers.resolve("ws-server.mjs")),
                Library.program(PYTHON, PYTHON3, peers.resolve("server.py")),
                Library.JAVA_WEBSOCKET_SERVER));
    }

    private List<Library> chosen(List<Library> libraries) {
        return libraries.stream()
                .filter(library -> wanted.isEmpty() || wanted.contains(library.name()))
                .toList();
    }

    private Column.Stage<AppSetting> serve(RunningPeer peer) throws Exception {
        List<String> users = IntStream.range(0, AppScenarios.all().size())
                .mapToObj(index -> "user-" + index)
                .toList();
        ProgramServer server = new ProgramServer(program, AppSetting.allowedOrigin(peer), users);
        return new Column.Stage<>() {
            @Override
            public AppSetting setting(int scenario) {
                return new AppSetting(server, peer, users.get(scenario));
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    /** All at a time: they only wait. */
    private static void idle(List<Column<?>> columns) throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        columns.forEach(column -> threads.execute(() -> column.run(true)));
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("idle connections do not come to an end");
        }
    }

    private static <T extends Setting> void print(String title, List<Scenario<T>> scenarios, List<Column<T>> columns) {
        if (columns.isEmpty()) {
            return;
        }
        columns.forEach(column -> System.out.println("- " + column.name() + ": " + column.about()));
        System.out.println();
        System.out.println(line(title, columns.stream().map(Column::name).toList()));
        System.out.println(
                line("---", columns.stream().map(column -> "---").toList()).replace(" ", ""));
        for (int i = 0; i < scenarios.size(); i++) {
            int index = i;
            System.out.println(line(
                    scenarios.get(i).name(),
                    columns.stream().map(column -> column.result(index)).toList()));
        }
        System.out.println();
    }

    private static String line(String first, List<String> more) {
        return "| " + first + " | " + String.join(" | ", more) + " |";
    }
}
