package org.realtimeupdates.adapter.tyrus.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.testfixtures.contract.TransportRecorder;
import org.realtimeupdates.testfixtures.contract.TransportServerStub;
import org.realtimeupdates.testfixtures.network.RawClient;

/**
 * Whatever bytes a client sends once its WebSocket is open. Runs the seeds of {@code src/test/resources}; with {@code
 * JAZZER_FUZZ=1} it looks for more. See {@code docs/fuzzing.md}.
 */
class FrameFuzzTest {

    private static final int LIMIT = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** RTU-4: the guard finds what the oracle finds, however the bytes are cut. */
    @FuzzTest(maxDuration = "10m")
    void guard(byte[] input) {
        OptionalInt expected = FrameOracle.read(input, LIMIT).closeCode();
        for (int cut : new int[] {1, 3, Math.max(1, input.length)}) {
            OptionalInt found = check(input, cut);
            if (!found.equals(expected)) {
                throw new AssertionError("in parts of " + cut + ": " + found + " and not " + expected);
            }
        }
    }

    private static OptionalInt check(byte[] bytes, int cut) {
        FrameGuard guard = new FrameGuard(LIMIT, Integer.MAX_VALUE, () -> 0);
        for (int from = 0; from < bytes.length; from += cut) {
            int length = Math.min(cut, bytes.length - from);
            Optional<CloseReason> broken = guard.check(index -> bytes[index], from, from + length);
            if (broken.isPresent()) {
                return OptionalInt.of(broken.get().code());
            }
        }
        return OptionalInt.empty();
    }

    /** RTU-3, RTU-4: the server ends the connection, is left with none, and takes no more messages than were sent. */
    @FuzzTest(maxDuration = "10m")
    void server(byte[] input) throws IOException {
        RunningServer running = RunningServer.SHARED;
        try (RawClient client = RawClient.open(running.standalone.uri(), "Device-Id: phone")) {
            TransportRecorder served = running.stub.next();
            client.sendAndEnd(input);
            client.readToEnd();
            if (!running.standalone.awaitNoConnections(PATIENCE)) {
                throw new AssertionError("the connection is still open");
            }
            long messages = FrameOracle.read(input, 1 << 16).frames().stream()
                    .filter(frame -> frame.last() && frame.opcode() < 8)
                    .count();
            if (served.receivedCount() > messages) {
                throw new AssertionError(served.receivedCount() + " messages and not " + messages);
            }
        }
    }

    /** One server for all inputs, ended with the process. */
    private static final class RunningServer {

        static final RunningServer SHARED = new RunningServer();

        final TransportServerStub stub = new TransportServerStub();
        final StandaloneServer standalone;

        private RunningServer() {
            try {
                standalone = StandaloneServer.start(
                        stub,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        StandaloneServerOptions.DEFAULT);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
