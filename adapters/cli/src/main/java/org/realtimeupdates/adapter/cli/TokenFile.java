package org.realtimeupdates.adapter.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realtimeupdates.application.port.identity.Authenticator;

/** The tokens of a file: a line each, {@code TOKEN USER}. Kept as digests, so that looking one up tells nothing by its time. */
final class TokenFile implements Authenticator.Users {

    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)");

    private final Map<String, String> users = new HashMap<>();

    /**
     * Reads the file.
     *
     * @throws IOException when it cannot be read, or has a line of another form
     */
    TokenFile(Path file) throws IOException {
        List<String> lines = read(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IOException(file + " line " + (i + 1) + ": TOKEN USER is expected");
            }
            String earlier = users.put(digest(matcher.group(1)), matcher.group(2));
            if (earlier != null && !earlier.equals(matcher.group(2))) {
                throw new IOException(file + " line " + (i + 1) + ": this token has another user already");
            }
        }
        if (users.isEmpty()) {
            throw new IOException(file + " has no tokens");
        }
    }

    private static List<String> read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("--tokens " + file + ": is a directory");
        }
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException("--tokens " + file + ": is no valid UTF-8", e);
        }
    }

    @Override
    public Optional<String> userOf(String token) {
        return Optional.ofNullable(users.get(digest(token)));
    }

    private static String digest(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
