package org.realtimeupdates.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.realtimeupdates.domain.Message;

/**
 * The publisher of a contender: {@code PublisherProcess CONTENDER PORT FOLDER}. Takes orders by line: {@code expect N}, {@code publish N} as
 * fast as it goes, {@code pace RATE SECONDS}. Tells when it began, when all was kept, and when the last was acknowledged, if it sees that.
 */
final class PublisherProcess {

    /** What a service that finds them waiting publishes at a time; {@code realtime serve} does the same. */
    private static final int BATCH = 500;

    private static final int NUMBERS = 10_000_000;

    /** Up to here it sleeps, from here on it looks at the clock: sleeping ends late. */
    private static final long SPIN_NANOS = 100_000;

    private final Contender.Publisher publisher;
    private int published;

    private PublisherProcess(Contender.Publisher publisher) {
        this.publisher = publisher;
    }

    public static void main(String[] arguments) throws Exception {
        Acks acks = new Acks(nanos -> System.out.println("acked " + nanos));
        Contender.Place place = new Contender.Place(
                Integer.parseInt(arguments[1]), Path.of(arguments[2]), Contenders.codecsOf(arguments[0]));
        Contender.Publisher publisher = Contenders.of(arguments[0]).startPublisher(place, acks);
        PublisherProcess process = new PublisherProcess(publisher);
        System.out.println("listening " + publisher.port());
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ", -1);
                int number = Integer.parseInt(words[1]);
                switch (words[0]) {
                    case "expect" -> acks.expect(number);
                    case "publish" -> process.publish(number);
                    default -> process.pace(number, Integer.parseInt(words[2]));
                }
            }
        }
        System.exit(0);
    }

    private void publish(int updates) throws Exception {
        System.out.println("begun " + System.nanoTime());
        for (int left = updates; left > 0; left -= BATCH) {
            publish(Math.min(left, BATCH), System.nanoTime(), 0);
        }
        publisher.awaitKept();
        System.out.println("kept " + System.nanoTime());
    }

    /** At a steady rate. What is late is published at once, together, and its time counts from when it was due. */
    private void pace(int rate, int seconds) throws Exception {
        long gap = Duration.ofSeconds(1).toNanos() / rate;
        long begin = System.nanoTime() + gap;
        System.out.println("begun " + begin);
        int total = rate * seconds;
        int done = 0;
        while (done < total) {
            awaitTime(begin + done * gap);
            int due = (int) Math.min(total, (System.nanoTime() - begin) / gap + 1) - done;
            int batch = Math.min(due, BATCH);
            publish(batch, begin + done * gap, gap);
            done += batch;
        }
        publisher.awaitKept();
        System.out.println("kept " + System.nanoTime());
    }

    private void publish(int updates, long firstDue, long gap) throws Exception {
        List<Message> batch = new ArrayList<>(updates);
        for (int i = 0; i < updates; i++) {
            batch.add(Inbox.message(published++ % NUMBERS, firstDue + i * gap));
        }
        publisher.publish(batch);
    }

    private static void awaitTime(long due) {
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            if (early > SPIN_NANOS) {
                LockSupport.parkNanos(early - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
