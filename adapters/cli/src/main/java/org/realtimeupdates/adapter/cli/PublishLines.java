package org.realtimeupdates.adapter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.realtimeupdates.adapter.jsonb.JsonbPublicationReader;
import org.realtimeupdates.adapter.jsonb.PublicationLine;
import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.PublishUpdate;
import org.realtimeupdates.application.server.PublishUpdate.Published;

/** Publishes updates written one a line, those that are there in one commit, and says of each what became of it. */
final class PublishLines {

    private static final int MAX_BATCH = 500;

    private final JsonbPublicationReader reader = new JsonbPublicationReader();
    private final PublishUpdate publisher;
    private final JsonLines out;
    private final List<Numbered> batch = new ArrayList<>();

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
                if (line != null && !line.isBlank()) {
                    batch.add(new Numbered(number, publication(line)));
                }
            } catch (InputLines.BadLineException | IllegalArgumentException | RealtimeUpdatesException e) {
                publishBatch();
                refuse(number, e);
            }
            if (!more || batch.size() == MAX_BATCH || !lines.isReady()) {
                publishBatch();
            }
        }
    }

    /** All in one commit; one by one where that is refused, so that each bad one is told by its line. */
    private void publishBatch() {
        if (batch.size() > 1 && publish(batch)) {
            batch.clear();
        }
        for (Numbered line : batch) {
            try {
                print(publisher.publish(line.publication));
            } catch (IllegalArgumentException | RealtimeUpdatesException e) {
                refuse(line.number, e);
            }
        }
        batch.clear();
    }

    private boolean publish(List<Numbered> lines) {
        List<Published> published;
        try {
            published = publisher.publishAll(
                    lines.stream().map(Numbered::publication).toList());
        } catch (IllegalArgumentException | RealtimeUpdatesException e) {
            return false;
        }
        published.forEach(this::print);
        return true;
    }

    private Publication publication(String line) {
        PublicationLine read = reader.read(line);
        return new Publication(read.to(), read.account(), read.ref(), read.silent(), read.action(), read.payload());
    }

    private void print(Published published) {
        out.print(out.object().add("published", published.ref().value()).add("devices", published.devices()));
    }

    private void refuse(long number, Exception e) {
        out.print(out.object().add("line", number).add("error", String.valueOf(e.getMessage())));
    }

    /** A publication and the number of its line, from 1. */
    private record Numbered(long number, Publication publication) {}
}
