package org.realtimeupdates.adapter.cli.interoperability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The program as people run it: {@code java -jar realtime.jar}. */
record Program(Path jar) {

    Program {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("jar: no such file: " + jar);
        }
    }

    LineProcess run(Consumer<String> onLine, Consumer<String> onTalk, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return new LineProcess(command, onLine, onTalk);
    }
}
