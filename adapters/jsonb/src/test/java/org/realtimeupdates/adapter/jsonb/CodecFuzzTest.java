package org.realtimeupdates.adapter.jsonb;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever bytes come: the codec and the oracle read the same. Runs the seeds of {@code src/test/resources}; with
 * {@code JAZZER_FUZZ=1} it looks for more. See {@code docs/fuzzing.md}.
 */
class CodecFuzzTest {

    private static final CodecCheck MESSAGES = new CodecCheck();
    private static final EntitiesCheck ENTITIES = new EntitiesCheck();

    /** RTU-2, RTU-3, RTU-5, RTU-6. */
    @FuzzTest(maxDuration = "10m")
    void messages(byte[] input) {
        FuzzedText fuzzed = FuzzedText.of(input);
        MESSAGES.check(fuzzed.choice(), fuzzed.text());
    }

    /** RTU-2, RTU-12. */
    @FuzzTest(maxDuration = "10m")
    void entities(byte[] input) {
        FuzzedText fuzzed = FuzzedText.of(input);
        ENTITIES.check(fuzzed.choice(), fuzzed.text());
    }
}
