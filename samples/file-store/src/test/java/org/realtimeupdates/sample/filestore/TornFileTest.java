package org.realtimeupdates.sample.filestore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.application.port.persistence.StoreException;

/** What a crash in the midst of a write leaves, at every byte. */
class TornFileTest {

    private static final List<String> RECORDS = List.of("first", "second", "third");

    @TempDir
    Path directory;

    private final List<Long> ends = new ArrayList<>();
    private byte[] whole;

    @BeforeEach
    void writeRecords() throws IOException {
        Path file = directory.resolve("whole.log");
        try (FileLog log = open(file, new ArrayList<>())) {
            for (String record : RECORDS) {
                log.append(record.getBytes(UTF_8));
                ends.add(Files.size(file));
            }
        }
        whole = Files.readAllBytes(file);
    }

    @Test
    @DisplayName(
            "RTU-21: wherever a write was torn, exactly the records before it are read, and the next one follows them")
    void exactlyTheWholeRecordsAreRead() throws IOException {
        for (int length = 0; length <= whole.length; length++) {
            Path torn = Files.write(directory.resolve("torn.log"), Arrays.copyOf(whole, length));
            int bytes = length;
            List<String> expected = new ArrayList<>(RECORDS.subList(
                    0, (int) ends.stream().filter(end -> end <= bytes).count()));

            try (FileLog log = open(torn, expected)) {
                log.append("next".getBytes(UTF_8));
            }
            expected.add("next");
            open(torn, expected).close();
        }
    }

    @Test
    void aLastRecordWithoutItsBytesIsCutOff() throws IOException {
        Arrays.fill(whole, whole.length - 3, whole.length, (byte) 0);
        Path file = Files.write(directory.resolve("zeros.log"), whole);

        open(file, RECORDS.subList(0, 2)).close();
        assertThat(Files.size(file)).isEqualTo(ends.get(1));
    }

    @Test
    void aDamagedRecordInTheMiddleIsRefusedAndLeftAlone() throws IOException {
        whole[(int) (ends.get(0) - 1)] ^= 1;
        Path file = Files.write(directory.resolve("damaged.log"), whole);

        assertThatThrownBy(() -> FileLog.open(file, record -> {}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void aFileIsOpenOnceAtATime() {
        Path file = directory.resolve("whole.log");
        FileLog log = open(file, RECORDS);

        assertThatThrownBy(() -> FileLog.open(file, record -> {}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("in use");
        log.close();
        open(file, RECORDS).close();
    }

    @Test
    void aFileThatCannotBeOpenedIsAFaultOfTheStore() {
        assertThatThrownBy(() -> FileLog.open(directory, record -> {})).isInstanceOf(StoreException.class);
    }

    private static FileLog open(Path file, List<String> expected) {
        List<String> read = new ArrayList<>();
        FileLog log = FileLog.open(file, record -> read.add(new String(record, UTF_8)));
        assertThat(read).isEqualTo(expected);
        return log;
    }
}
