package org.realtimeupdates.testfixtures.crash;

import java.util.List;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/**
 * An application as a {@link CrashTest} starts it: one installation, with a store that outlives its processes. Used by one thread.
 */
public interface CrashableApp {

    /**
     * A process of the application starts and opens its store: an empty one the first time, then what the process before has left.
     *
     * @throws Exception when it cannot be opened: fails the test
     */
    ClientStorePorts open() throws Exception;

    /**
     * The specific actions of the process that has just started: new ones, so that what they remember of their own is lost in a crash,
     * as in life.
     *
     * @param store what {@link #open} gave, with a crash at one of its calls: to be used instead of that
     */
    UpdateActions actions(ClientStorePorts store);

    /**
     * What has taken effect, wherever it is kept: rows of the application, copies of entities, files. Compared line by line with
     * {@code equals}. Called while the store is open.
     *
     * @return in an order that does not depend on which account came first
     * @throws Exception when it cannot be told: fails the test
     */
    List<?> effects() throws Exception;

    /**
     * The process has died: lets go of its connections, files and locks, and writes nothing.
     *
     * @throws Exception fails the test
     */
    default void died() throws Exception {}
}
