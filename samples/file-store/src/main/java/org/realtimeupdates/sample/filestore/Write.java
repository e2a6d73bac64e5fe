package org.realtimeupdates.sample.filestore;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One row written by a transaction.
 *
 * @param row its fields; empty where the row is removed
 */
record Write(String table, String key, Optional<List<String>> row) {

    Write {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(key, "key");
        row = row.map(List::copyOf);
    }
}
