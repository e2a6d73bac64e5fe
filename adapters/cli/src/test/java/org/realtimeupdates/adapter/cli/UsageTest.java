package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage ends with exit code 2 before anything is begun. */
class UsageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve --port many",
                "serve --port -1",
                "serve --port 65536",
                "serve --host 0.0.0.0",
                "serve --window 0",
                "serve --max-pending 1",
                "serve --max-pending-bytes 10",
                "serve --store redis://127.0.0.1",
                "serve --store sqlite:",
                "serve --store journal:",
                "serve --transport grizzly",
                "listen --token a --transport none",
                "serve --allow-origin nonsense",
                "serve --allow-origin http://a/path",
                "listen",
                "listen --token a --url http://x",
                "listen --token a --url ws://127.0.0.1:99999/realtime",
                "listen --token a --database jdbc:postgresql://x/y",
                "listen --token a --type reset",
                "listen --token a --max-updates 0",
                "send --token a",
                "send --token a go {bad",
                "send --token a go []",
                "send --token a go {\"a\":1,\"a\":2}",
                "send --token a go {\"n\":123456789012345678901234567890123}",
                "send --token a go --timeout 0s",
                "send --token a go --account other",
                "quarantine list",
                "quarantine list --database memory",
                "quarantine list --database journal:no-such-folder",
                "quarantine list --database sqlite:no-such-file.db",
                "quarantine discard --database sqlite:no-such-file.db",
                "pending list",
                "pending list --store memory",
                "pending list --store sqlite:no-such-file.db",
                "pending drop --store sqlite:no-such-file.db",
                "pending list --store journal:no-such-folder",
                "unknown"
            })
    void wrongUsageEndsWithExitCode2(String line) {
        assertThat(RealtimeCommand.run(line.split(" ", -1))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "serve", "listen", "send", "quarantine", "quarantine list", "pending", "pending drop"})
    void everyCommandHasHelp(String command) {
        assertThat(RealtimeCommand.run((command + " --help").split(" ", -1))).isZero();
    }

    @Test
    void aPasswordInTheNameOfAStoreIsNotRepeated() {
        assertThat(new StoreName.Postgresql("jdbc:postgresql://h/d?password=s3cret").toString())
                .doesNotContain("s3cret");
    }
}
