package org.realtimeupdates.adapter.jdbc;

import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Ref;

/**
 * A client in a process of its own, which applies an update, counts the try of another one and then waits to be killed; its first
 * line tells whether it could open the store.
 */
final class OtherProgram implements AutoCloseable {

    static final String RUNS = "runs";

    static final Ref APPLIED = new Ref("applied");

    static final Ref TRIED = new Ref("tried");

    private final Process process;
    private final BufferedReader output;

    private OtherProgram(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static OtherProgram start(Path file) throws IOException {
        String classPath = Stream.of("jdk.module.path", "java.class.path", "surefire.test.class.path")
                .map(name -> System.getProperty(name, ""))
                .collect(Collectors.joining(File.pathSeparator));
        return new OtherProgram(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath + File.pathSeparator + Path.of("target", "test-classes"),
                        OtherProgram.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** {@link #RUNS}, or why it could not open the store. */
    String firstLine() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** Kills it, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws IOException {
        try (SqliteDataSource source = SqliteDataSource.open(Path.of(arguments[0]));
                JdbcClientStore store =
                        JdbcClientStore.open(source.dataSource(), new JsonbEntityCodec(), InstantSource.system())) {
            store.appliedUpdates().applyOnce(PERSONAL, List.of(NoteTable.noting(APPLIED.value())));
            store.attempts().count(PERSONAL, List.of(TRIED));
            System.out.println(RUNS);
            System.in.read();
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }
}
