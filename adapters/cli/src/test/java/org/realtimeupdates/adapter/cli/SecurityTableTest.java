package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every threat in {@code docs/security.md} names a test, and every test that it names is there. */
class SecurityTableTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`|`([a-z]\\w+)`");

    @Test
    void everyNamedTestIsThere() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        List<String> rows = rows();
        for (String row : rows) {
            String tests = row.substring(row.lastIndexOf('|', row.length() - 2));
            Matcher name = NAME.matcher(tests);
            String source = "";
            int named = 0;
            while (name.find()) {
                named++;
                if (name.group(1) != null) {
                    source = sources.getOrDefault(name.group(1), "");
                }
                String method = name.group(3) == null ? name.group(2) : name.group(3);
                if (source.isEmpty() || (method != null && !source.contains("void " + method + "("))) {
                    missing.add(name.group());
                }
            }
            if (named == 0) {
                missing.add(row);
            }
        }
        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(missing).isEmpty();
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/security.md")).stream()
                .filter(line -> line.startsWith("| "))
                .filter(line -> !line.startsWith("| threat |"))
                .toList();
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(SecurityTableTest::isTest).toList()) {
                String name = file.getFileName().toString();
                sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
            }
        }
        return sources;
    }

    private static boolean isTest(Path file) {
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        boolean isTestCode = path.contains("src/test/java/") || path.startsWith("test-fixtures/src/main/java/");
        return isTestCode && path.endsWith(".java");
    }
}
