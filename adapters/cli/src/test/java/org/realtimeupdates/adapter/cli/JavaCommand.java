package org.realtimeupdates.adapter.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a Java process that starts quickly, on this one's class path. */
public final class JavaCommand {

    private JavaCommand() {}

    /** Runs that main class with those arguments. */
    public static List<String> of(Class<?> main, List<String> arguments) {
        String paths = Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                paths,
                main.getName()));
        command.addAll(arguments);
        return command;
    }
}
