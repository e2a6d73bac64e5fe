package org.realtimeupdates.application.client;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;

/**
 * The app's half: holds a connection while the app is in the foreground and has every update applied once. Thread-safe; no
 * method but {@link #send} and {@link #close} blocks.
 */
public interface RealtimeClient extends AutoCloseable {

    /** The app has started: connects [RTU-58]. */
    void start();

    /** The app is in the foreground: connects at once, unless connected [RTU-58]. The latest of foreground and background wins. */
    void enterForeground();

    /**
     * The app is in the background: no further update is begun, the replies already owed are sent, within a grace period, and the
     * connection is closed [RTU-58].
     *
     * @return done when the connection is closed and nothing is applied any more: a specific action that runs longer than
     *     the grace period delays this, not the close
     */
    CompletionStage<Void> enterBackground();

    /**
     * Sends a command: now if connected, else on the next connection; again until the server has answered [RTU-40]. Kept in the
     * outbox when this returns; blocks for that.
     *
     * @param command gets a ref unless it has one
     * @return the server's answer; {@link CommandOutcome.Unconfirmed} with a server that speaks only the original frames
     * @throws IllegalArgumentException when a server would refuse the command: too big, arguments that are no JSON object
     * @throws org.realtimeupdates.application.port.persistence.StoreException when the outbox is full or at fault
     */
    CompletionStage<CommandOutcome> send(AccountType account, Command command);

    /**
     * Tries updates in quarantine again, in turn with those that come live; what was held behind them follows [RTU-33]. Updates that
     * were unsupported are tried by themselves at {@link #start} once their type is known [RTU-14].
     *
     * @param selected which to try; called on worker threads
     * @return what became of them and of those that followed; fails with a
     *     {@link org.realtimeupdates.application.port.persistence.StoreException} when the store is at fault
     */
    CompletionStage<List<ReplayedUpdate>> replay(Predicate<QuarantinedUpdate> selected);

    /** Lets go of updates in quarantine without applying them; what was held behind them follows. As {@link #replay} otherwise. */
    CompletionStage<List<ReplayedUpdate>> discard(Predicate<QuarantinedUpdate> selected);

    /** Where the connection stands now. */
    ConnectionState state();

    /** As {@link #enterBackground}, for good; waits for its end, within the grace period and a second. Idempotent. */
    @Override
    void close();

    /** A client in these hands; does nothing until it is started. */
    static RealtimeClient create(
            ClientIdentity identity,
            ManageUpdate manageUpdate,
            ManageQuarantine manageQuarantine,
            ClientPorts ports,
            ClientOptions options) {
        return new SocketClient(identity, manageUpdate, manageQuarantine, ports, options);
    }
}
