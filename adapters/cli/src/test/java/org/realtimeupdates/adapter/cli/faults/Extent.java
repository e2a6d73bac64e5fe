package org.realtimeupdates.adapter.cli.faults;

import java.io.IOException;
import org.realtimeupdates.testfixtures.network.Direction;

/** How many bytes a {@link Journey} without a fault takes until it is in sync. */
record Extent(long toServer, long toClient) {

    private static final long PATIENCE_MILLIS = 20_000;

    static Extent measure(FaultServer server) throws IOException, InterruptedException {
        try (Journey journey = new Journey(server, "extent")) {
            journey.depart();
            if (!journey.witness().awaitInSync(PATIENCE_MILLIS)) {
                throw new IllegalStateException(journey.witness().violations().toString());
            }
            return new Extent(
                    journey.network().forwarded(Direction.TO_SERVER),
                    journey.network().forwarded(Direction.TO_CLIENT));
        }
    }

    long bytes(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }
}
