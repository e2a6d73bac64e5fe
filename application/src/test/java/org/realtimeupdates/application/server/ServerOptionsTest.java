package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerOptionsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({"1, 1024, 1024, 1, 1", "100000, 67108864, 67108864, 100000, 100000"})
    void whatIsAtTheEdgeIsAllowed(int window, int frame, int batch, int devices, int known) {
        assertThatCode(() -> new ServerOptions(window, Duration.ofNanos(1), frame, batch, devices, known, Set.of()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "window, 0, 1024, 1024, 1, 1",
        "window, 100001, 1024, 1024, 1, 1",
        "maxFrameBytes, 1, 1023, 1024, 1, 1",
        "maxFrameBytes, 1, 67108865, 1024, 1, 1",
        "batchBytes, 1, 2048, 1023, 1, 1",
        "batchBytes, 1, 2048, 2049, 1, 1",
        "maxDevicesPerUser, 1, 1024, 1024, 0, 1",
        "maxDevicesPerUser, 1, 1024, 1024, 100001, 1",
        "maxKnownDevicesPerUser, 1, 1024, 1024, 1, 0",
        "maxKnownDevicesPerUser, 1, 1024, 1024, 1, 100001"
    })
    void whatIsBeyondIsRefusedByName(String name, int window, int frame, int batch, int devices, int known) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerOptions(window, SECOND, frame, batch, devices, known, Set.of()))
                .withMessageStartingWith(name + ": ");
    }

    @Test
    void aMessageMayTakeSomeTimeAtLeast() {
        for (Duration none : new Duration[] {Duration.ZERO, SECOND.negated()}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ServerOptions.DEFAULT.withWriteTimeout(none))
                    .withMessageStartingWith("writeTimeout: ");
        }
    }

    // RTU-53
    @Test
    void theOriginOfNowhereCannotBeAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerOptions.DEFAULT.withAllowedOrigins(Set.of("https://a.example", "null")));
    }

    @Test
    void oneIsChangedAndTheOthersStay() {
        assertThat(ServerOptions.DEFAULT
                        .withWindow(2)
                        .withWriteTimeout(SECOND)
                        .withMaxDevicesPerUser(3)
                        .withMaxKnownDevicesPerUser(4)
                        .withAllowedOrigins(Set.of("https://a.example")))
                .isEqualTo(new ServerOptions(2, SECOND, 1 << 20, 64 << 10, 3, 4, Set.of("https://a.example")));
    }
}
