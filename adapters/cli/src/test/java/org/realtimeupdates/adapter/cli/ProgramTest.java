package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The program as people and scripts use it: processes, lines, signals and exit codes. */
@Execution(ExecutionMode.CONCURRENT)
class ProgramTest {

    private static final Path REAL_UPDATES =
            Path.of("").toAbsolutePath().resolve("../../../shared/data/github-updates.jsonl");
    private static final Set<String> KNOWN = Set.of("message", "profile", "group", "member");

    private final List<ProgramRun> runs = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void endAll() {
        runs.forEach(ProgramRun::close);
    }

    @Test
    void theDemoEndsInItsTable() throws Exception {
        ProgramRun demo = run("demo");

        assertThat(demo.awaitExit()).isZero();
        assertThat(demo.out()).anyMatch(line -> line.matches("published +\\d+ +\\d+ +21"));
        assertThat(demo.out()).anyMatch(line -> line.matches("replied +\\d+ +\\d+ +21"));
        assertThat(demo.out()).anyMatch(line -> line.matches("applied twice +0"));
    }

    @Test
    @DisplayName(
            "RTU-14, RTU-31, RTU-20: real updates arrive in order, known ones are applied, unknown ones set aside, all are replied")
    void realUpdatesArriveInOrderOnce() throws Exception {
        List<String> input = updates();
        ProgramRun serve = run("serve", "--port", "0");
        String url = serve.awaitValue("listening");
        assertThat(listen(url, "--exit-when-caught-up").awaitExit()).isZero();

        input.forEach(serve::type);
        serve.awaitLines("published", input.size());
        ProgramRun listen = listen(url, "--exit-when-caught-up");
        assertThat(listen.awaitExit()).isZero();

        List<String> published = serve.values("published");
        List<Map<String, String>> seen = listen.lines();
        assertThat(seen).hasSize(input.size());
        for (String account : List.of("personal", "business")) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < input.size(); i++) {
                if (input.get(i).contains("\"account\":\"" + account + "\"")) {
                    expected.add(published.get(i));
                }
            }
            assertThat(seen.stream()
                            .filter(line -> account.equals(line.get("account")))
                            .map(line -> line.getOrDefault("applied", line.get("quarantined")))
                            .toList())
                    .isEqualTo(expected);
        }
        assertThat(seen).allMatch(line -> line.containsKey("applied") == KNOWN.contains(line.get("type")));
        assertThat(seen.stream().filter(line -> line.containsKey("quarantined")))
                .allMatch(line -> String.valueOf(line.get("reason")).startsWith("unsupported"));

        ProgramRun again = listen(url, "--exit-when-caught-up");
        assertThat(again.awaitExit()).isZero();
        assertThat(again.lines()).isEmpty();
    }

    @Test
    void aBadLineIsReportedAndTheRestGoesOn() throws Exception {
        ProgramRun serve = run("serve", "--port", "0");
        serve.awaitLine("listening");

        serve.type("nonsense");
        serve.type("");
        serve.type(line("m1").replace("\"m1\"", "1"));
        serve.type(line("m2").replace("{\"to\"", "{\"ref\":1,\"to\""));
        serve.type(line("m3"));

        assertThat(serve.awaitLine("published")).containsEntry("devices", "1");
        serve.awaitLines("published", 2);
        assertThat(serve.values("line")).containsExactly("1", "3");
        assertThat(serve.terminate()).isZero();
    }

    @Test
    @DisplayName("RTU-58: the app's lifecycle, played by lines on standard input")
    void theAppsLifecycle() throws Exception {
        ProgramRun serve = run("serve", "--port", "0");
        String url = serve.awaitValue("listening");
        ProgramRun listen = listen(url);
        listen.awaitTalk("caught up (0)");

        listen.type("background");
        listen.awaitTalk("in background");
        serve.type(line("m1"));
        serve.awaitLines("published", 1);
        assertThat(listen.lines()).isEmpty();
        listen.type("foreground");

        assertThat(listen.awaitLine("applied")).containsEntry("backlog", "true").containsEntry("silent", "false");
        listen.awaitTalk("caught up (1)");
        serve.type(line("m2"));
        listen.awaitLines("applied", 2);
        assertThat(listen.lines().get(1)).containsEntry("backlog", "false");
        assertThat(listen.terminate()).isZero();
        assertThat(serve.terminate()).isZero();
    }

    @Test
    void listenEndsAfterExactlySoManyUpdates() throws Exception {
        ProgramRun serve = run("serve", "--port", "0");
        String url = serve.awaitValue("listening");
        for (int i = 1; i <= 20; i++) {
            serve.type(line("m" + i));
        }
        serve.awaitLines("published", 20);

        ProgramRun first = listen(url, "--max-updates", "7");
        assertThat(first.awaitExit()).isZero();
        ProgramRun second = listen(url, "--exit-when-caught-up");
        assertThat(second.awaitExit()).isZero();

        assertThat(first.values("applied")).hasSize(7);
        assertThat(second.values("applied")).hasSize(13).doesNotContainAnyElementsOf(first.values("applied"));
    }

    @Test
    @DisplayName("RTU-40: a command is answered")
    void aCommandIsAnswered() throws Exception {
        ProgramRun serve = run("serve", "--port", "0", "--reject", "forbidden");
        String url = serve.awaitValue("listening");

        ProgramRun sent = run("send", "typing", "{\"n\":1}", "--url", url, "--token", "ada", "--account", "business");
        ProgramRun refused = run("send", "forbidden", "--url", url, "--token", "ada");

        assertThat(sent.awaitExit()).isZero();
        assertThat(sent.lines().get(0)).containsEntry("command", "typing").containsEntry("outcome", "processed");
        assertThat(refused.awaitExit()).isEqualTo(1);
        serve.awaitLines("command", 2);
        assertThat(serve.lines().stream().filter(line -> "typing".equals(line.get("command"))))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("user", "ada")
                        .containsEntry("account", "business")
                        .containsEntry("arguments", "{\"n\":1}"));
    }

    @Test
    void tokensOfAFileAreTheOnlyOnesAccepted() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "s3cret ada\n");
        ProgramRun serve = run("serve", "--port", "0", "--tokens", tokens.toString());
        String url = serve.awaitValue("listening");

        ProgramRun good = run("listen", "--url", url, "--token", "s3cret", "--device", "a", "--exit-when-caught-up");
        ProgramRun bad = run("listen", "--url", url, "--token", "ada", "--device", "b");

        assertThat(good.awaitExit()).isZero();
        bad.awaitTalk("disconnected: refused with status 401");
        assertThat(bad.terminate()).isZero();
    }

    @Test
    void wrongUsageIsExplainedOnStandardError() throws Exception {
        ProgramRun store = run("serve", "--store", "redis://127.0.0.1");
        assertThat(store.awaitExit()).isEqualTo(2);
        assertThat(store.talk()).anyMatch(line -> line.contains("this release has no store 'redis'"));
    }

    @Test
    void aPortInUseFailsWithOneClearLine() throws Exception {
        ProgramRun serve = run("serve", "--port", "0");
        String url = serve.awaitValue("listening");
        String port = url.replaceAll(".*:(\\d+)/.*", "$1");

        ProgramRun second = run("serve", "--port", port);

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.talk()).anyMatch(line -> line.contains(port));
        assertThat(second.talk()).noneMatch(line -> line.contains("\tat "));
    }

    @Test
    void bothEndsMayBeOnNetty() throws Exception {
        ProgramRun serve = run("serve", "--port", "0", "--transport", "netty");
        ProgramRun listen = listen(serve.awaitValue("listening"), "--transport", "netty", "--max-updates", "1");
        listen.awaitTalk("caught up (0)");
        serve.type(line("m1"));
        assertThat(listen.awaitExit()).isZero();
        assertThat(listen.awaitLine("applied")).containsEntry("backlog", "false");
    }

    private ProgramRun listen(String url, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("listen", "--url", url, "--token", "octocat", "--device", "phone"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private ProgramRun run(String... arguments) throws IOException {
        ProgramRun run = new ProgramRun(arguments);
        runs.add(run);
        return run;
    }

    private static String line(String id) {
        return "{\"to\":{\"user\":\"octocat\",\"device\":\"phone\"},\"account\":\"personal\",\"update\":"
                + "{\"action\":\"new\",\"payload\":{\"type\":\"message\",\"entities\":[{\"id\":\"" + id + "\"}]}}}";
    }

    /** Real ones where they are at hand, else the demo's. */
    private static List<String> updates() throws IOException {
        if (Files.exists(REAL_UPDATES)) {
            return Files.readAllLines(REAL_UPDATES);
        }
        try (var demo = ProgramTest.class.getResourceAsStream("demo.jsonl")) {
            return new String(demo.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"user\": \"ada\"", "\"user\": \"octocat\"")
                    .replace(": ", ":")
                    .lines()
                    .collect(Collectors.toList());
        }
    }
}
