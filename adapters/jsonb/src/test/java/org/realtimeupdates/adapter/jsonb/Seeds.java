package org.realtimeupdates.adapter.jsonb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a fuzzer begins with.
 *
 * @param messages texts like messages
 * @param entities texts like arrays of entities
 */
record Seeds(List<String> messages, List<String> entities) {

    private static final int GENERATED = 200;
    /** Short texts make for many inputs. */
    static final int MAX_LENGTH = 200;

    /** Those of {@link CodecFuzzTest}, and generated ones. */
    static Seeds load() {
        List<String> messages = ofFuzzTest("messages");
        List<String> entities = ofFuzzTest("entities");
        for (int seed = 0; seed < GENERATED; seed++) {
            JsonGenerator generator = new JsonGenerator(seed);
            String json = generator.entities();
            String update = generator.update("r" + seed, json);
            if (update.length() < MAX_LENGTH) {
                messages.add(update);
                entities.add(json);
            }
        }
        return new Seeds(messages, entities);
    }

    /** With lines of a file: updates as {@code realtime serve} takes them, or any other JSON. */
    Seeds with(Path lines) throws IOException {
        List<String> more = new ArrayList<>(messages);
        for (String line : Files.readAllLines(lines)) {
            if (!line.isBlank()) {
                more.add(line);
            }
        }
        return new Seeds(more, entities);
    }

    private static List<String> ofFuzzTest(String method) {
        String folder = CodecFuzzTest.class.getSimpleName() + "Inputs/" + method;
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(CodecFuzzTest.class.getResource(folder), folder)
                        .toURI()))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                texts.add(FuzzedText.of(Files.readAllBytes(file)).text());
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
