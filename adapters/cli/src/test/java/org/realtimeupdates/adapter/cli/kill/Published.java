package org.realtimeupdates.adapter.cli.kill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What was given to the server to publish, in order; what it has confirmed, and what it has to be given again. Thread-safe. */
final class Published {

    private final List<String> confirmedInOrder = new ArrayList<>();
    private final Map<String, String> unconfirmed = new LinkedHashMap<>();
    private final Semaphore confirmations = new Semaphore(0);
    private int made;

    /** The next lines to publish; none while too many wait for their confirmation. */
    synchronized String next(int max) {
        StringBuilder lines = new StringBuilder();
        while (unconfirmed.size() < max) {
            String ref = "r" + made;
            String line = line(ref, account(made), "m" + made);
            made++;
            unconfirmed.put(ref, line);
            lines.append(line);
        }
        return lines.toString();
    }

    /** The server printed that this ref is published. */
    synchronized void confirm(String ref) {
        if (unconfirmed.remove(ref) != null) {
            confirmedInOrder.add(ref);
            confirmations.release();
        }
    }

    /** Waits until one more is confirmed, or for so long. */
    void awaitConfirmation(long nanos) throws InterruptedException {
        if (confirmations.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            confirmations.drainPermits();
        }
    }

    /** The lines that a killed server may not have published. */
    synchronized String again() {
        return String.join("", unconfirmed.values());
    }

    synchronized boolean allConfirmed() {
        return unconfirmed.isEmpty();
    }

    /** The confirmed refs of an account, in order. */
    synchronized List<String> confirmed(String account) {
        return confirmedInOrder.stream()
                .filter(ref -> account(Integer.parseInt(ref.substring(1))).equals(account))
                .toList();
    }

    synchronized int confirmedCount() {
        return confirmedInOrder.size();
    }

    private static String account(int number) {
        return number % 3 == 0 ? "business" : "personal";
    }

    private static String line(String ref, String account, String id) {
        return "{\"to\":{\"user\":\"ann\",\"device\":\"phone\"},\"account\":\"" + account + "\",\"update\":{\"ref\":\""
                + ref
                + "\",\"action\":\"new\",\"payload\":{\"type\":\"message\",\"entities\":[{\"id\":\"" + id
                + "\",\"text\":\""
                + ref + "\"}]}}}\n";
    }
}
