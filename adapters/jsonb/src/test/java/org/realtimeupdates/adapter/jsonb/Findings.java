package org.realtimeupdates.adapter.jsonb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The inputs that a fuzzer found at fault, each a file that {@link CodecFuzzTest} takes as a seed. Thread-safe. */
final class Findings {

    private static final int MAX_FILES = 100;

    private final Path directory;
    private final AtomicInteger crashes = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();

    Findings(Path directory) {
        this.directory = directory;
    }

    int crashes() {
        return crashes.get();
    }

    int slow() {
        return slow.get();
    }

    void crash(boolean entity, int choice, String text, Throwable failure) {
        int number = crashes.incrementAndGet();
        write("crash-" + number, entity, choice, text);
        if (number <= MAX_FILES) {
            System.err.println("crash-" + number + ": " + failure);
        }
    }

    void slow(boolean entity, int choice, String text) {
        write("slow-" + slow.incrementAndGet(), entity, choice, text);
    }

    /** With lone surrogates as a text of single bytes, as {@link FuzzedText} has it. */
    private void write(String name, boolean entity, int choice, String text) {
        if (crashes() + slow() > MAX_FILES) {
            return;
        }
        byte[] bytes = (choice + text).getBytes(StandardCharsets.UTF_8);
        if (!FuzzedText.of(bytes).text().equals(text)) {
            bytes = (choice + text.replace('\ud83d', '\u00fe').replace('\ude00', '\u00ff'))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        try {
            Path target = Files.createDirectories(directory.resolve(entity ? "entities" : "messages"));
            Files.write(target.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
