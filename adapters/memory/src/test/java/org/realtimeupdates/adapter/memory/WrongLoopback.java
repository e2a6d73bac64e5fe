package org.realtimeupdates.adapter.memory;

import java.util.function.Function;
import org.realtimeupdates.application.port.transport.ClientTransport;

/** The contract of a transport with one mistake; run by {@link WrongTransportsTest} only. */
class WrongLoopback extends LoopbackTransportTest {

    private static Function<ClientTransport, ClientTransport> mistake = right -> right;

    /** What is wrong with the transport from now on. */
    static void make(Function<ClientTransport, ClientTransport> next) {
        mistake = next;
    }

    @Override
    protected ClientTransport transport() {
        return mistake.apply(super.transport());
    }
}
