package org.realtimeupdates.adapter.cli;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.jsonb.JsonbPublicationReader;
import org.realtimeupdates.adapter.jsonb.PublicationLine;
import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.PublishUpdate;
import org.realtimeupdates.application.server.PublishUpdate.Published;

/** Publishes updates written one a line, and says of each what became of it. */
final class PublishLines {

    private final JsonbPublicationReader reader = new JsonbPublicationReader();
    private final PublishUpdate publisher;
    private final JsonLines out;

    PublishLines(PublishUpdate publisher, JsonLines out) {
        this.publisher = publisher;
        this.out = out;
    }

    /** Publishes every line; blocks until the end of the input. */
    void publishAll(InputStream in) throws IOException {
        InputLines lines = new InputLines(in);
        long number = 0;
        boolean more = true;
        while (more) {
            number++;
            try {
                String line = lines.next();
                more = line != null;
                publish(line);
            } catch (InputLines.BadLineException | IllegalArgumentException | RealtimeUpdatesException e) {
                out.print(out.object().add("line", number).add("error", String.valueOf(e.getMessage())));
            }
        }
    }

    private void publish(@Nullable String line) {
        if (line == null || line.isBlank()) {
            return;
        }
        PublicationLine read = reader.read(line);
        Published published = publisher.publish(
                new Publication(read.to(), read.account(), read.ref(), read.silent(), read.action(), read.payload()));
        out.print(out.object().add("published", published.ref().value()).add("devices", published.devices()));
    }
}
