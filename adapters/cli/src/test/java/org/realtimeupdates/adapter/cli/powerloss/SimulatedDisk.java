package org.realtimeupdates.adapter.cli.powerloss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What is on a disk: what was synced, and any part of what was written since. When the power goes, each write since the last sync of its
 * file is there, is not there, or is there in part, by sectors, whatever became of the others.
 */
final class SimulatedDisk {

    private static final int SECTOR = 512;

    private final Path folder;
    private final Map<String, byte[]> synced = new LinkedHashMap<>();
    private final Map<String, List<SystemCall>> since = new LinkedHashMap<>();

    /** A disk that holds the files of that folder, and leaves others alone. */
    SimulatedDisk(Path folder) {
        this.folder = folder;
    }

    void apply(SystemCall call) {
        String file = call.file();
        // The index in shared memory is made anew after a crash.
        if (!file.startsWith(folder.toString()) || file.endsWith("-shm")) {
            return;
        }
        if (file.equals(folder.toString())) {
            forgetDeleted();
        } else if (call instanceof SystemCall.Sync) {
            byte[] content = synced.getOrDefault(file, new byte[0]);
            for (SystemCall change : since.getOrDefault(file, List.of())) {
                content = apply(content, change);
            }
            synced.put(file, content);
            since.remove(file);
        } else if (!(call instanceof SystemCall.Tell)) {
            synced.putIfAbsent(file, new byte[0]);
            since.computeIfAbsent(file, key -> new ArrayList<>()).add(call);
        }
    }

    /** The folder was synced: what was deleted in it stays deleted. */
    private void forgetDeleted() {
        List<String> deleted = new ArrayList<>();
        since.forEach((file, changes) -> {
            if (changes.get(changes.size() - 1) instanceof SystemCall.Delete) {
                deleted.add(file);
            }
        });
        deleted.forEach(since::remove);
        deleted.forEach(synced::remove);
    }

    /** Writes into another folder what a power loss leaves now. */
    void losePower(Path into, RandomGenerator random) throws IOException {
        for (Map.Entry<String, byte[]> file : synced.entrySet()) {
            byte[] content = file.getValue().clone();
            boolean deleted = false;
            double kept = random.nextInt(3) / 2.0;
            for (SystemCall change : since.getOrDefault(file.getKey(), List.of())) {
                if (random.nextDouble() < kept) {
                    deleted = change instanceof SystemCall.Delete;
                    content = apply(content, torn(change, random));
                }
            }
            if (!deleted) {
                Files.write(into.resolve(Path.of(file.getKey()).getFileName()), content);
            }
        }
    }

    private static SystemCall torn(SystemCall change, RandomGenerator random) {
        if (change instanceof SystemCall.Write write && write.bytes().limit() > SECTOR && random.nextInt(4) == 0) {
            int sectors = random.nextInt(write.bytes().limit() / SECTOR);
            return new SystemCall.Write(
                    write.file(), write.offset(), write.bytes().slice(0, sectors * SECTOR));
        }
        if (change instanceof SystemCall.Append append && append.bytes().limit() > 1 && random.nextInt(4) == 0) {
            return new SystemCall.Append(
                    append.file(),
                    append.bytes().slice(0, random.nextInt(append.bytes().limit())));
        }
        return change;
    }

    /** In place, where the length allows it. */
    private static byte[] apply(byte[] content, SystemCall change) {
        if (change instanceof SystemCall.Write write) {
            int end = (int) write.offset() + write.bytes().limit();
            byte[] after = content.length < end ? Arrays.copyOf(content, end) : content;
            write.bytes().get(0, after, (int) write.offset(), write.bytes().limit());
            return after;
        }
        if (change instanceof SystemCall.Append append) {
            byte[] after =
                    Arrays.copyOf(content, content.length + append.bytes().limit());
            append.bytes().get(0, after, content.length, append.bytes().limit());
            return after;
        }
        if (change instanceof SystemCall.Truncate truncate) {
            return Arrays.copyOf(content, (int) truncate.length());
        }
        return new byte[0];
    }
}
