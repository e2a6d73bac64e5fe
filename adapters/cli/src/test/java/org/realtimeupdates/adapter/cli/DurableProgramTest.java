package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The program with databases: what it remembers from one run to the next, and how people look into it. */
@Execution(ExecutionMode.CONCURRENT)
class DurableProgramTest {

    private final List<ProgramRun> runs = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void endAll() {
        runs.forEach(ProgramRun::close);
    }

    @Test
    @DisplayName("RTU-30, RTU-32: a server with a file sends after its restart what was not replied")
    void aServerRemembersWhatWaits() throws Exception {
        ProgramRun serve = serve();
        serve.type(line("m1", "message"));
        serve.type(line("m2", "message"));
        serve.awaitLines("published", 2);
        serve.terminate();

        assertThat(pending("list").lines().get(0))
                .containsEntry("user", "ann")
                .containsEntry("device", "phone")
                .containsEntry("pending", "2");
        ProgramRun again = serve();
        ProgramRun listen = listen(again, "--exit-when-caught-up");
        assertThat(listen.awaitExit()).isZero();
        assertThat(listen.values("ids")).containsExactly("[\"m1\"]", "[\"m2\"]");
        assertThat(pending("list").lines()).isEmpty();
    }

    @Test
    @DisplayName(
            "RTU-30, RTU-32: a server with a journal sends after its restart what was not replied; one at a time has"
                    + " it")
    void aServerWithAJournalRemembersWhatWaits() throws Exception {
        String store = "journal:" + folder.resolve("journal");
        ProgramRun serve = run("serve", "--port", "0", "--store", store);
        serve.type(line("m1", "message"));
        serve.type(line("m2", "message"));
        serve.awaitLines("published", 2);
        for (ProgramRun second :
                List.of(run("serve", "--port", "0", "--store", store), run("pending", "list", "--store", store))) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.talk()).anyMatch(line -> line.contains("in use"));
        }
        serve.terminate();

        ProgramRun pending = run("pending", "list", "--store", store);
        assertThat(pending.awaitExit()).isZero();
        assertThat(pending.values("pending")).containsExactly("2");
        ProgramRun listen = listen(run("serve", "--port", "0", "--store", store), "--exit-when-caught-up");
        assertThat(listen.awaitExit()).isZero();
        assertThat(listen.values("ids")).containsExactly("[\"m1\"]", "[\"m2\"]");
    }

    @Test
    @DisplayName("RTU-15: what is dropped is told to the app by a reset")
    void whatIsDroppedIsToldByAReset() throws Exception {
        ProgramRun serve = serve();
        serve.type(line("m1", "message"));
        serve.type(line("m2", "message"));
        serve.awaitLines("published", 2);

        assertThat(pending("drop", "--user", "ann", "--device", "phone").values("dropped"))
                .containsExactly("2");
        ProgramRun listen = listen(serve, "--exit-when-caught-up");
        assertThat(listen.awaitExit()).isZero();
        assertThat(listen.values("type")).containsExactly("reset");
    }

    @Test
    @DisplayName(
            "RTU-14, RTU-33: updates in quarantine are listed, replayed and discarded; the next run applies by itself"
                    + " what it knows now")
    void updatesInQuarantine() throws Exception {
        ProgramRun serve = serve();
        for (String id : List.of("i1", "i2", "i3")) {
            serve.type(line(id, "invoice"));
        }
        serve.type(line("o1", "order"));
        serve.awaitLines("published", 4);
        List<String> refs = serve.values("published");
        ProgramRun listen = listen(serve, "--exit-when-caught-up");
        assertThat(listen.awaitExit()).isZero();
        assertThat(listen.values("quarantined")).isEqualTo(refs);

        assertThat(quarantine("list").values("ref")).isEqualTo(refs);
        assertThat(quarantine("discard", refs.get(0)).values("discarded")).containsExactly(refs.get(0));
        assertThat(quarantine("replay", refs.get(1)).values("applied")).containsExactly(refs.get(1));
        ProgramRun knowing = listen(serve, "--type", "invoice", "--exit-when-caught-up");
        assertThat(knowing.awaitExit()).isZero();
        assertThat(knowing.values("applied")).containsExactly(refs.get(2));
        assertThat(quarantine("list").values("ref")).containsExactly(refs.get(3));
        assertThat(quarantine("replay", "--type", "order").values("applied")).containsExactly(refs.get(3));
        assertThat(quarantine("list").lines()).isEmpty();
    }

    @Test
    void aDatabaseInUseByARunningClientIsRefused() throws Exception {
        ProgramRun serve = serve();
        ProgramRun listen = listen(serve);
        listen.awaitTalk("caught up");

        for (ProgramRun second : List.of(listen(serve), quarantine("list"))) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.talk()).anyMatch(line -> line.contains("in use"));
        }
        assertThat(listen.terminate()).isZero();
        assertThat(quarantine("list").awaitExit()).isZero();
    }

    @Test
    void theDeviceIdIsMadeOnceAndKept() throws Exception {
        ProgramRun serve = serve();
        String database = "sqlite:" + folder.resolve("app.db");
        for (int i = 0; i < 2; i++) {
            ProgramRun sent = run("send", "hello", "--url", url(serve), "--token", "ann", "--database", database);
            assertThat(sent.awaitExit()).isZero();
        }

        serve.awaitLines("command", 2);
        assertThat(serve.values("device"))
                .hasSize(2)
                .containsOnly(serve.values("device").get(0));
    }

    @Test
    @DisplayName("RTU-40: a command that found no server is sent by the next run with the same database")
    void aCommandThatFoundNoServerIsSentByTheNextRun() throws Exception {
        ProgramRun lost = run(
                "send",
                "late",
                "--url",
                "ws://127.0.0.1:1/realtime",
                "--token",
                "ann",
                "--timeout",
                "1s",
                "--database",
                "sqlite:" + folder.resolve("app.db"));
        assertThat(lost.awaitExit()).isEqualTo(1);

        ProgramRun serve = serve();
        ProgramRun listen = listen(serve);
        serve.awaitLine("command");

        assertThat(serve.values("command")).containsExactly("late");
        assertThat(listen.terminate()).isZero();
    }

    @Test
    @DisplayName("RTU-30: sending a command as a running app's device takes none of its updates")
    void sendTakesNoUpdates() throws Exception {
        ProgramRun serve = serve();
        serve.type(line("m1", "message"));
        serve.awaitLines("published", 1);

        assertThat(run("send", "hello", "--url", url(serve), "--token", "ann", "--device", "phone")
                        .awaitExit())
                .isZero();

        ProgramRun listen = listen(serve, "--exit-when-caught-up");
        assertThat(listen.awaitExit()).isZero();
        assertThat(listen.values("applied")).hasSize(1);
    }

    @Test
    @DisplayName("RTU-54: an app whose place is taken ends with exit code 1")
    void anAppWhosePlaceIsTakenEndsWithExitCode1() throws Exception {
        ProgramRun serve = serve();
        ProgramRun first = run("listen", "--url", url(serve), "--token", "ann", "--device", "tablet");
        first.awaitTalk("caught up");

        ProgramRun second = run("listen", "--url", url(serve), "--token", "ann", "--device", "tablet");
        second.awaitTalk("caught up");

        assertThat(first.awaitExit()).isEqualTo(1);
        assertThat(first.talk()).anyMatch(line -> line.startsWith("stopped: closed 4409"));
    }

    @Test
    @DisplayName("RTU-2: a command's numbers may be larger than the program can count")
    void aCommandWithHugeNumbersIsHandled() throws Exception {
        ProgramRun serve = serve();

        ProgramRun sent = run("send", "huge", "{\"v\":1e9999999999}", "--url", url(serve), "--token", "ann");

        assertThat(sent.awaitExit()).isZero();
        assertThat(serve.out()).anyMatch(line -> line.endsWith(",\"arguments\":{\"v\":1e9999999999}}"));
    }

    @Test
    void resultsThatCannotBeWrittenAreAFailure() throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.exists());
        ProgramRun serve = serve();
        serve.type(line("m1", "message"));
        serve.awaitLines("published", 1);

        assertThat(ProgramRun.exitCodeWithOutputTo(full, "demo")).isEqualTo(1);
        assertThat(ProgramRun.exitCodeWithOutputTo(
                        full, "listen", "--url", url(serve), "--token", "ann", "--device", "phone"))
                .isEqualTo(1);
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWithAReason() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.db"), "this is no database".repeat(500));

        ProgramRun serve = run("serve", "--port", "0", "--store", "sqlite:" + nonsense);

        assertThat(serve.awaitExit()).isEqualTo(1);
        assertThat(serve.talk())
                .singleElement()
                .asString()
                .contains("nonsense.db")
                .contains("no SQLite database");
    }

    private ProgramRun serve() throws IOException {
        return run("serve", "--port", "0", "--store", "sqlite:" + folder.resolve("server.db"));
    }

    private static String url(ProgramRun serve) {
        return serve.awaitValue("listening");
    }

    private ProgramRun listen(ProgramRun serve, String... more) throws IOException {
        return run(
                List.of(
                        "listen",
                        "--url",
                        url(serve),
                        "--token",
                        "ann",
                        "--device",
                        "phone",
                        "--database",
                        "sqlite:" + folder.resolve("app.db")),
                more);
    }

    private ProgramRun pending(String command, String... more) throws Exception {
        ProgramRun run = run(List.of("pending", command, "--store", "sqlite:" + folder.resolve("server.db")), more);
        assertThat(run.awaitExit()).isZero();
        return run;
    }

    private ProgramRun quarantine(String command, String... more) throws Exception {
        ProgramRun run = run(List.of("quarantine", command, "--database", "sqlite:" + folder.resolve("app.db")), more);
        run.awaitExit();
        return run;
    }

    private ProgramRun run(List<String> arguments, String... more) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private ProgramRun run(String... arguments) throws IOException {
        ProgramRun run = new ProgramRun(arguments);
        runs.add(run);
        return run;
    }

    private static String line(String id, String type) {
        return "{\"to\":{\"user\":\"ann\",\"device\":\"phone\"},\"account\":\"personal\",\"update\":"
                + "{\"action\":\"new\",\"payload\":{\"type\":\"" + type + "\",\"entities\":[{\"id\":\"" + id
                + "\"}]}}}";
    }
}
