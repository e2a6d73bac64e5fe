package org.realtimeupdates.adapter.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Classes of the program's libraries, read and checked once for all the processes that tests start. */
final class SharedClasses {

    private static final long PATIENCE_SECONDS = 60;

    private SharedClasses() {}

    /**
     * The options to start with; none where the JVM shares no classes.
     *
     * @param java the start of a command line, with all that has to be the same in every process
     * @param libraries the first part of the class path, of archives only
     * @param classPath all of it
     */
    static List<String> options(List<String> java, String libraries, String classPath) {
        try {
            Path folder = Files.createTempDirectory("shared-classes");
            Path names = folder.resolve("names");
            Path archive = folder.resolve("archive");
            // The last one is deleted first.
            List.of(folder, names, archive).forEach(file -> file.toFile().deleteOnExit());
            listClasses(java, names, classPath);
            List<String> dump = command(
                    java,
                    "-Xshare:dump",
                    "-XX:SharedClassListFile=" + names,
                    "-XX:SharedArchiveFile=" + archive,
                    "-cp",
                    libraries);
            boolean made = discardingOutput(dump).start().waitFor() == 0;
            return made ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive) : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Those that a server has loaded when it listens, which are most of an app's too. */
    private static void listClasses(List<String> java, Path names, String classPath)
            throws IOException, InterruptedException {
        Path database = names.resolveSibling("server.db");
        database.toFile().deleteOnExit();
        List<String> serve = command(
                java,
                "-XX:DumpLoadedClassList=" + names,
                "-cp",
                classPath,
                RealtimeCommand.class.getName(),
                "serve",
                "--port",
                "0",
                "--store",
                "sqlite:" + database);
        Process server = discardingErrors(serve).start();
        try (BufferedReader lines = server.inputReader()) {
            lines.readLine();
        } finally {
            server.destroy();
            server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static List<String> command(List<String> java, String... rest) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(rest));
        return command;
    }

    private static ProcessBuilder discardingErrors(List<String> command) {
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static ProcessBuilder discardingOutput(List<String> command) {
        return discardingErrors(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
}
