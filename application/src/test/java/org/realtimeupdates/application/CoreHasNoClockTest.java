package org.realtimeupdates.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time, threads and randomness come in through ports alone: so a simulation can run the whole core. */
class CoreHasNoClockTest {

    /** Relative to this module, where tests run. */
    private static final List<Path> SOURCES = List.of(Path.of("src", "main"), Path.of("..", "domain", "src", "main"));

    private static final Pattern FORBIDDEN = Pattern.compile("Instant\\.now\\("
            + "|LocalDateTime\\.now\\("
            + "|Clock\\.system"
            + "|InstantSource\\.system"
            + "|System\\.nanoTime"
            + "|System\\.currentTimeMillis"
            + "|Thread\\.sleep"
            + "|new Thread\\("
            + "|Thread\\.ofVirtual"
            + "|Executors\\.new"
            + "|ForkJoinPool"
            + "|supplyAsync\\(|runAsync\\("
            + "|new Random\\("
            + "|new SecureRandom\\("
            + "|ThreadLocalRandom"
            + "|Math\\.random\\("
            + "|UUID\\.randomUUID"
            + "|\\bsynchronized\\b"
            + "|java\\.util\\.concurrent\\.locks");

    @Test
    void noSourceFileOfTheCoreAsksForTheTimeMakesAThreadLocksOrDrawsANumber() throws IOException {
        for (Path source : SOURCES) {
            List<Path> files = javaFiles(source);
            assertThat(files).as("source files in " + source).hasSizeGreaterThan(20);
            assertThat(files.stream().flatMap(CoreHasNoClockTest::violations)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Instant.now()",
                "System.nanoTime()",
                "System.currentTimeMillis()",
                "Thread.sleep(1)",
                "new Thread(task)",
                "new Random(1)",
                "UUID.randomUUID()",
                "synchronized (this)",
                "import java.util.concurrent.locks.Lock;"
            })
    void whatIsForbiddenIsFound(String code) {
        assertThat(FORBIDDEN.matcher("x = " + code + ";").find()).isTrue();
    }

    private static List<Path> javaFiles(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Stream<String> violations(Path file) {
        try {
            Matcher matcher = FORBIDDEN.matcher(Files.readString(file));
            return matcher.results().map(found -> file + ": " + found.group());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
