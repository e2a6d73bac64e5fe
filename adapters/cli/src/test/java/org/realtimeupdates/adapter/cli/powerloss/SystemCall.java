package org.realtimeupdates.adapter.cli.powerloss;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a traced process did to files and sockets that matters for durability, in order. */
sealed interface SystemCall {

    /** The file, by its whole name; {@code socket:…} and {@code pipe:…} for others. */
    String file();

    /** Bytes were written at an offset; from then on they may be on the disk, wholly or in part. */
    record Write(String file, long offset, ByteBuffer bytes) implements SystemCall {}

    /** Bytes were written at the end. */
    record Append(String file, ByteBuffer bytes) implements SystemCall {}

    /** The file got another length. */
    record Truncate(String file, long length) implements SystemCall {}

    /** The file is gone. */
    record Delete(String file) implements SystemCall {}

    /** All that was written to the file before is on the disk: the call has returned. */
    record Sync(String file) implements SystemCall {}

    /** Bytes went to a pipe, a socket or a terminal. */
    record Tell(String file, ByteBuffer bytes) implements SystemCall {}

    /** Options of {@code strace} that make a log that {@link #read} reads. */
    List<String> TRACE_OPTIONS = List.of(
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-y",
            "-xx",
            "-s",
            "16777216",
            "-e",
            "trace=write,writev,sendto,sendmsg,pwrite64,ftruncate,fsync,fdatasync,unlink",
            "-e",
            "signal=none");

    /** Reads a log of {@code strace} with {@link #TRACE_OPTIONS}. */
    static List<SystemCall> read(Path log) throws IOException {
        List<SystemCall> calls = new ArrayList<>();
        Map<String, String> unfinished = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parse(line, unfinished).ifPresent(calls::add);
            }
        }
        return calls;
    }

    private static Optional<SystemCall> parse(String line, Map<String, String> unfinished) {
        Matcher head = Log.HEAD.matcher(line);
        if (!head.matches()) {
            return Optional.empty();
        }
        String thread = head.group(1);
        String call = head.group(2);
        if (call.endsWith("<unfinished ...>")) {
            String begun = call.substring(0, call.length() - "<unfinished ...>".length());
            unfinished.put(thread, begun);
            // A write may be on the disk from its beginning, a sync counts from its end.
            return Log.isSync(begun) ? Optional.empty() : Log.call(begun);
        }
        if (call.startsWith("<... ")) {
            String begun = unfinished.remove(thread);
            return begun != null && Log.isSync(begun) && call.endsWith("= 0") ? Log.call(begun) : Optional.empty();
        }
        return call.contains("= -1 ") ? Optional.empty() : Log.call(call);
    }

    /** The forms of the log's lines. */
    final class Log {

        private static final Pattern HEAD = Pattern.compile("(\\d+) +(.*)", Pattern.DOTALL);
        private static final Pattern CALL = Pattern.compile("(\\w+)\\((?:(\\d+)<([^>]*)>)?(.*)", Pattern.DOTALL);
        private static final Pattern AFTER_DATA = Pattern.compile("\"[^\"]*\", \\d+, (\\d+).*", Pattern.DOTALL);

        private Log() {}

        private static boolean isSync(String call) {
            return call.startsWith("fsync(") || call.startsWith("fdatasync(");
        }

        private static Optional<SystemCall> call(String text) {
            Matcher call = CALL.matcher(text);
            if (!call.matches()) {
                return Optional.empty();
            }
            String file = call.group(3) == null ? "" : new String(bytes(call.group(3)), StandardCharsets.UTF_8);
            String rest = call.group(4);
            return switch (call.group(1)) {
                case "pwrite64" -> {
                    Matcher offset = AFTER_DATA.matcher(rest.substring(rest.indexOf('"')));
                    yield offset.matches()
                            ? Optional.of(new Write(
                                    file, Long.parseLong(offset.group(1)), ByteBuffer.wrap(bytes(quoted(rest)))))
                            : Optional.empty();
                }
                case "ftruncate" -> Optional.of(new Truncate(file, number(rest)));
                case "fsync", "fdatasync" -> Optional.of(new Sync(file));
                case "unlink" -> Optional.of(new Delete(new String(bytes(quoted(rest)), StandardCharsets.UTF_8)));
                // Of the stores a journal alone writes like this, and only at the end of its files.
                case "write" ->
                    Optional.of(
                            file.startsWith("/")
                                    ? new Append(file, ByteBuffer.wrap(bytes(quoted(rest))))
                                    : new Tell(file, ByteBuffer.wrap(bytes(quoted(rest)))));
                case "writev", "sendto", "sendmsg" -> Optional.of(new Tell(file, ByteBuffer.wrap(bytes(quoted(rest)))));
                default -> Optional.empty();
            };
        }

        private static long number(String rest) {
            Matcher digits = Pattern.compile(", (\\d+).*", Pattern.DOTALL).matcher(rest);
            return digits.matches() ? Long.parseLong(digits.group(1)) : 0;
        }

        private static String quoted(String text) {
            int begin = text.indexOf('"');
            int end = text.indexOf('"', begin + 1);
            return begin < 0 || end < 0 ? "" : text.substring(begin + 1, end);
        }

        /** Text as {@code -xx} writes it: every byte as {@code \xHH}; names without it stay as they are. */
        private static byte[] bytes(String text) {
            if (!text.startsWith("\\x")) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            byte[] bytes = new byte[text.length() / 4];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Integer.parseInt(text, 4 * i + 2, 4 * i + 4, 16);
            }
            return bytes;
        }
    }
}
