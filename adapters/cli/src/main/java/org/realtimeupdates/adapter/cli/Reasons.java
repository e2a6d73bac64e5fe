package org.realtimeupdates.adapter.cli;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong, in words for people: the exceptions of files often hold a name and no word more. */
final class Reasons {

    private Reasons() {}

    static String of(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof NoSuchFileException) {
            return message + ": no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return message + ": permission denied";
        }
        if (failure instanceof FileSystemException || failure.getMessage() != null) {
            return failure instanceof CharacterCodingException ? "a file is no valid UTF-8" : message;
        }
        return failure.getClass().getSimpleName();
    }
}
