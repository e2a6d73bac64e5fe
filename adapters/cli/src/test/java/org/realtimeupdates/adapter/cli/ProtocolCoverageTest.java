package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every statement of {@code docs/protocol.md} is named by a test, but for the ones listed as open. */
class ProtocolCoverageTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern STATEMENT = Pattern.compile("RTU-\\d+");

    /** The list never grows, and it is empty. */
    private static final Set<String> MAY_BE_OPEN = Set.of();

    @Test
    void everyStatementIsNamedByATestOrListedAsOpen() throws IOException {
        Set<String> uncovered = statements();
        uncovered.removeAll(namedByTests());
        uncovered.removeAll(open());
        assertThat(uncovered).as("statements that no test names").isEmpty();
    }

    @Test
    void theListOfOpenStatementsOnlyShrinks() throws IOException {
        assertThat(MAY_BE_OPEN).containsAll(open());
        assertThat(open()).as("open, and yet named by a test").doesNotContainAnyElementsOf(namedByTests());
    }

    private static Set<String> statements() throws IOException {
        return find(Files.readString(ROOT.resolve("docs/protocol.md")), Pattern.compile("\\*\\*\\[(RTU-\\d+)]\\*\\*"));
    }

    private static Set<String> open() throws IOException {
        String protocol = Files.readString(ROOT.resolve("docs/protocol.md"));
        String list = protocol.substring(protocol.indexOf("## Open"));
        return find(list, Pattern.compile("(?m)^- (RTU-\\d+)"));
    }

    private static Set<String> namedByTests() throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(ProtocolCoverageTest::isTest).toList()) {
                named.addAll(find(Files.readString(file), STATEMENT));
            }
        }
        return named;
    }

    private static boolean isTest(Path file) {
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        boolean isTestCode = path.contains("src/test/java/") || path.startsWith("test-fixtures/src/main/java/");
        return isTestCode && path.endsWith(".java") && !path.endsWith("ProtocolCoverageTest.java");
    }

    private static Set<String> find(String text, Pattern pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(matcher.groupCount()));
        }
        return found;
    }
}
