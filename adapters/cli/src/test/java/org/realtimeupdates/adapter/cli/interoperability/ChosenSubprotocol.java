package org.realtimeupdates.adapter.cli.interoperability;

import java.util.List;
import org.java_websocket.protocols.IProtocol;

/** What a server of Java-WebSocket agrees on: a name chosen for each handshake, or none. */
final class ChosenSubprotocol implements IProtocol {

    private volatile String name = "";

    ChosenSubprotocol() {}

    void choose(String subprotocol) {
        name = subprotocol;
    }

    @Override
    public boolean acceptProvidedProtocol(String offers) {
        return name.isEmpty() || List.of(offers.split(", *")).contains(name);
    }

    @Override
    public String getProvidedProtocol() {
        return name;
    }

    /** A connection keeps what was agreed on. */
    @Override
    public IProtocol copyInstance() {
        ChosenSubprotocol copy = new ChosenSubprotocol();
        copy.choose(name);
        return copy;
    }

    @Override
    public String toString() {
        return name;
    }
}
