package org.realtimeupdates.benchmarks.codec;

import java.util.List;
import org.realtimeupdates.domain.Message;

/** A frame with an update as plain records, the way JSON-B alone would be used: no rule of the protocol is checked. */
public record StockMessage(String account, String type, StockUpdate payload) {

    /** The payload of an update. */
    public record StockUpdate(String ref, boolean silent, String action, StockEntities payload) {}

    /** The payload of that. */
    public record StockEntities(String type, List<Message> entities) {}
}
