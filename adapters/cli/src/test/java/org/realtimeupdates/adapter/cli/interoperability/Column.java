package org.realtimeupdates.adapter.cli.interoperability;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.realtimeupdates.adapter.cli.interoperability.RunningPeer.MissingException;

/** What became of each scenario with one library. */
final class Column<T extends Setting> implements AutoCloseable {

    /** Prepares for a scenario. */
    interface Stage<T> extends AutoCloseable {

        T setting(int scenario) throws Exception;

        @Override
        default void close() {}
    }

    /** Prepares for all scenarios with a peer. */
    interface Staging<T> {
        Stage<T> with(RunningPeer peer) throws Exception;
    }

    private static final String OK = "ok";
    private static final String FAILED = "FAILED";
    private static final String CANNOT = "-";
    private static final String MISSING = "missing";

    private final String name;
    private final List<Scenario<T>> scenarios;
    private final Map<Integer, String> results = new ConcurrentHashMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Optional<RunningPeer> peer;
    private final Optional<Stage<T>> stage;
    private final String about;

    Column(Library library, List<Scenario<T>> scenarios, Staging<T> staging) throws Exception {
        this.name = library.name();
        this.scenarios = scenarios;
        Optional<RunningPeer> running = Optional.empty();
        String version;
        try {
            running = Optional.of(new RunningPeer(library));
            version = running.get().version();
        } catch (MissingException e) {
            version = "not installed: " + e.getMessage();
        }
        this.about = version;
        this.peer = running;
        this.stage = running.isPresent() ? Optional.of(staging.with(running.get())) : Optional.empty();
    }

    String name() {
        return name;
    }

    /** Its version, or that it is not installed. */
    String about() {
        return about;
    }

    boolean isMissing() {
        return peer.isEmpty();
    }

    /** What failed, and how. */
    List<String> failures() {
        return failures;
    }

    String result(int scenario) {
        return results.getOrDefault(scenario, MISSING);
    }

    /** Goes through the slow scenarios, or through the others. */
    void run(boolean slow) {
        for (int i = 0; i < scenarios.size(); i++) {
            if (scenarios.get(i).slow() == slow && peer.isPresent()) {
                results.put(i, run(i, peer.get(), stage.orElseThrow()));
            }
        }
    }

    @Override
    public void close() {
        peer.ifPresent(RunningPeer::close);
        stage.ifPresent(Stage::close);
    }

    private String run(int index, RunningPeer with, Stage<T> on) {
        Scenario<T> scenario = scenarios.get(index);
        if (!scenario.isFor(with)) {
            return CANNOT;
        }
        try (T setting = on.setting(index)) {
            scenario.check().run(setting);
            return OK;
        } catch (Exception | AssertionError e) {
            failures.add(name + ", " + scenario.name() + ": " + e);
            return FAILED;
        }
    }
}
