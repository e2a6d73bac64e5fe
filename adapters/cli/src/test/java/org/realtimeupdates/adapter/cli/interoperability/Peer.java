package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.JsonObject;

/**
 * An app or a server that knows the protocol from {@code docs/protocol.md} and nothing of this library. It is told what to do and tells
 * what happens, in JSON objects: {@code docs/interoperability.md} lists them. Thread-safe.
 */
interface Peer extends AutoCloseable {

    /** Takes an order; returns before it is carried out. */
    void obey(JsonObject order);

    /** Ends it. */
    @Override
    void close();
}
