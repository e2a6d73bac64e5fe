package org.realtimeupdates.testfixtures.crash;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;

/**
 * Whether an application's specific actions and store keep the promise that every update takes effect exactly once, whenever the
 * process dies. The library's own client applies a history of updates to a new installation of the application; then again to another
 * one that dies at the first call of a port, starts anew with what it has left, and is sent what it has not replied; then to one that
 * dies at the second call; and so on. What takes effect must be the same each time: what the application says of itself, the
 * commands it sends, and what is replied of each update.
 *
 * <pre>{@code
 * @Test
 * void everyUpdateCountsOnceWhateverCrashes() {
 *     CrashTest.of(UnreadApp::new).verify(AccountType.PERSONAL, List.of(hello, goodbye));
 * }
 * }</pre>
 *
 * <p>Calls of ports are all calls of the store, each where it begins and where it ends; the beginning and the end of each effect;
 * the tasks after a commit; what is sent; and notifications. All runs on the calling thread, in virtual time. Immutable.
 */
public final class CrashTest {

    private static final int DEFAULT_MAX_BATCH = 2;

    private final Supplier<? extends CrashableApp> install;
    private final EntityCodec entities;
    private final int maxBatch;
    private final Set<Ref> setAside;
    private final Optional<Integer> only;

    private CrashTest(
            Supplier<? extends CrashableApp> install,
            EntityCodec entities,
            int maxBatch,
            Set<Ref> setAside,
            Optional<Integer> only) {
        this.install = install;
        this.entities = entities;
        this.maxBatch = maxBatch;
        this.setAside = setAside;
        this.only = only;
    }

    /**
     * A test of that application, with histories of objects and batches of {@value #DEFAULT_MAX_BATCH}.
     *
     * @param install makes an installation with an empty store, beside those made before
     */
    public static CrashTest of(Supplier<? extends CrashableApp> install) {
        return new CrashTest(install, ObjectsOnly.CODEC, DEFAULT_MAX_BATCH, Set.of(), Optional.empty());
    }

    /** The same for histories with {@link org.realtimeupdates.domain.RawEntities}, which that codec reads. */
    public CrashTest withEntities(EntityCodec codec) {
        return new CrashTest(install, codec, maxBatch, setAside, only);
    }

    /** The same with so many updates in one transaction at most; positive. */
    public CrashTest withMaxBatch(int updates) {
        return new CrashTest(install, entities, updates, setAside, only);
    }

    /** The same for a history in which these updates cannot be applied. Any other that is not applied fails the test. */
    public CrashTest settingAside(Ref... refs) {
        return new CrashTest(install, entities, maxBatch, Set.of(refs), only);
    }

    /** The same with a crash at that call only: the one that a failure names. */
    public CrashTest onlyAt(int call) {
        return new CrashTest(install, entities, maxBatch, setAside, Optional.of(call));
    }

    /** As {@link #verify(List)}, with the updates of one account. */
    public int verify(AccountType account, List<Update> history) {
        return verify(history.stream()
                .map(update -> new SocketMessage(account, update))
                .toList());
    }

    /**
     * Tries all crashes, until one changes what takes effect.
     *
     * @param history updates, in the order they were published; a ref at most once for each account
     * @return how many crashes were tried; each a new installation
     * @throws AssertionError naming the first call of a port at which a crash changes something, and what it changes
     */
    public int verify(List<SocketMessage> history) {
        for (SocketMessage message : history) {
            if (!(message.payload() instanceof Update)) {
                throw new IllegalArgumentException("history: updates are expected, got a " + message.type());
            }
        }
        Outcome expected = withoutCrash(history);
        if (only.isPresent()) {
            return crashes(only.get(), history, expected) ? 1 : 0;
        }
        int crashes = 0;
        while (crashes(crashes + 1, history, expected)) {
            crashes++;
        }
        return crashes;
    }

    private Outcome withoutCrash(List<SocketMessage> history) {
        try {
            HistoryRun run = newRun(history);
            run.live(new Life(0));
            Outcome outcome = run.outcome();
            if (!run.setAside().keySet().equals(setAside)) {
                throw new AssertionError("set aside: " + run.setAside() + ", expected: " + setAside);
            }
            return outcome;
        } catch (Exception | AssertionError e) {
            throw new AssertionError("Without any crash the history does not go well: " + e.getMessage(), e);
        }
    }

    /** Whether there is such a call to crash at. */
    private boolean crashes(int call, List<SocketMessage> history, Outcome expected) {
        HistoryRun run = newRun(history);
        Life life = new Life(call);
        Optional<String> difference;
        try {
            run.live(life);
            if (life.isDead()) {
                run.live(new Life(0));
            }
            difference = expected.firstDifference(run.outcome());
        } catch (Exception | AssertionError e) {
            throw new AssertionError(report(call, life, "  after it: " + e), e);
        }
        if (difference.isPresent()) {
            throw new AssertionError(report(call, life, difference.get()));
        }
        return life.isDead();
    }

    private HistoryRun newRun(List<SocketMessage> history) {
        return new HistoryRun(install.get(), history, entities, maxBatch);
    }

    private static String report(int call, Life life, String difference) {
        String line = System.lineSeparator();
        String crash = life.isDead()
                ? "crash at call " + call + ", " + life.end()
                : "no crash: another run of the same history differs by itself";
        return "A crash changes what takes effect." + line + "  " + crash + line + difference + line
                + "  this one alone: onlyAt(" + call + ")";
    }
}
