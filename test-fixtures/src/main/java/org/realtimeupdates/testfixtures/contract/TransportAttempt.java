package org.realtimeupdates.testfixtures.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** An attempt to connect in the hands of a test. */
public final class TransportAttempt implements ClientTransport.ConnectAttempt {

    private final CompletableFuture<TransportRecorder> opened = new CompletableFuture<>();
    private final CompletableFuture<Disconnect> failed = new CompletableFuture<>();
    private final CompletableFuture<Subprotocol> subprotocol = new CompletableFuture<>();
    private final AtomicInteger outcomes = new AtomicInteger();

    /** An attempt that has no outcome yet. */
    public TransportAttempt() {}

    @Override
    public ConnectionListener opened(Connection connection, Subprotocol agreed) {
        TransportRecorder recorder = new TransportRecorder(connection);
        outcomes.incrementAndGet();
        subprotocol.complete(agreed);
        opened.complete(recorder);
        failed.completeExceptionally(new AssertionError("it was opened"));
        return recorder;
    }

    @Override
    public void failed(Disconnect disconnect) {
        outcomes.incrementAndGet();
        failed.complete(disconnect);
        opened.completeExceptionally(new AssertionError("it failed: " + disconnect));
    }

    /** The open connection. */
    public TransportRecorder awaitOpened() {
        return await(opened);
    }

    /** What was agreed. */
    public Subprotocol awaitSubprotocol() {
        return await(subprotocol);
    }

    /** Why it failed. */
    public Disconnect awaitFailed() {
        return await(failed);
    }

    /** How many of the two methods were called so far; never more than one. */
    public int outcomes() {
        return outcomes.get();
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(TransportRecorder.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the attempt did not go as expected", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
