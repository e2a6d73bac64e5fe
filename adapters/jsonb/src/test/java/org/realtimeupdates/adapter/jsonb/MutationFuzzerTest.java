package org.realtimeupdates.adapter.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of the fuzzer, always the same. */
class MutationFuzzerTest {

    @Test
    void manyInputsAreReadAsTheOracleReadsThem(@TempDir Path findings) throws Exception {
        MutationFuzzer fuzzer = new MutationFuzzer(FuzzOptions.parse(
                "--inputs", "200000", "--threads", "1", "--seed", "1", "--findings", findings.toString()));

        assertThat(fuzzer.run()).contains("200,000 inputs", "crashes 0,");
    }
}
