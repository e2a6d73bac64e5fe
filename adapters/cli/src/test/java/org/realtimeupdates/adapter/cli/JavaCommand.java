package org.realtimeupdates.adapter.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a Java process that starts quickly, on this one's class path. */
public final class JavaCommand {

    private static final List<String> START = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED");

    private static final String LIBRARIES = paths(JavaCommand::isArchive);

    /** Archives first: only the classes of those can be shared. */
    private static final String CLASS_PATH = LIBRARIES + File.pathSeparator + paths(path -> !isArchive(path));

    private static final List<String> SHARING = SharedClasses.options(START, LIBRARIES, CLASS_PATH);

    private JavaCommand() {}

    /** Runs that main class with those arguments. */
    public static List<String> of(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(START);
        command.addAll(SHARING);
        command.addAll(List.of("-cp", CLASS_PATH, main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static String paths(Predicate<String> wanted) {
        return Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .filter(Objects::nonNull)
                .flatMap(paths -> Arrays.stream(paths.split(File.pathSeparator, -1)))
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isArchive(String path) {
        return Files.isRegularFile(Path.of(path));
    }
}
