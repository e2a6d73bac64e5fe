package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.application.client.ClientOptions.Retention;
import org.realtimeupdates.application.port.transport.Subprotocol;

class ClientOptionsTest {

    private static final List<String> DURATIONS =
            List.of("connectTimeout", "firstRetryDelay", "maxRetryDelay", "healthyAfter", "backgroundGrace");

    @ParameterizedTest
    @CsvSource({"1, 1024", "100000, 67108864"})
    void whatIsAtTheEdgeIsAllowed(int batch, int bytes) {
        assertThatCode(() -> options(Duration.ofNanos(1), -1, batch, bytes)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "maxBatch, 0, 1024",
        "maxBatch, 100001, 1024",
        "maxMessageBytes, 1, 1023",
        "maxMessageBytes, 1, 67108865"
    })
    void whatIsBeyondIsRefusedByName(String name, int batch, int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(Duration.ofNanos(1), -1, batch, bytes))
                .withMessageStartingWith(name + ": ");
    }

    @Test
    void everyDurationIsPositive() {
        for (int i = 0; i < DURATIONS.size(); i++) {
            int which = i;
            for (Duration none : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> options(none, which, 1, 1024))
                        .withMessage(DURATIONS.get(which) + ": must be positive, got " + none);
            }
        }
    }

    @Test
    void whatIsRememberedIsRememberedForSomeTime() {
        Duration day = Duration.ofDays(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(Duration.ZERO, day, day))
                .withMessageStartingWith("refs: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(day, Duration.ZERO, day))
                .withMessageStartingWith("refsOfBareServers: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(day, day, Duration.ZERO))
                .withMessageStartingWith("commands: ");
    }

    @Test
    void theDefaultsAreWholeWhicheverClassIsUsedFirst() throws Exception {
        URL classes = ClientOptions.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader fresh = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Object retention = Class.forName(Retention.class.getName(), true, fresh)
                    .getField("DEFAULT")
                    .get(null);
            Object options = Class.forName(ClientOptions.class.getName(), true, fresh)
                    .getField("DEFAULT")
                    .get(null);

            assertThat(options).asString().contains("retention=" + retention);
        }
    }

    // RTU-7
    @Test
    void bareIsNotOffered() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientOptions.DEFAULT.withSubprotocols(List.of(Subprotocol.V1, Subprotocol.BARE)));
    }

    @Test
    void oneIsChangedAndTheOthersStay() {
        Retention retention = new Retention(Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(1));
        ClientOptions changed = ClientOptions.DEFAULT
                .withSubprotocols(List.of())
                .withRetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .withBackgroundGrace(Duration.ofSeconds(3))
                .withMaxBatch(4)
                .withRetention(retention);

        assertThat(changed)
                .isEqualTo(new ClientOptions(
                        List.of(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(3),
                        4,
                        1 << 20,
                        retention));
    }

    // RTU-50, RTU-51
    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/realtime", "wss://example.org/realtime?token=secret"})
    void anIdentityHasAnEndpointThatIsChecked(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientIdentity(URI.create(endpoint), "phone", () -> "token"))
                .withMessageStartingWith("endpoint: ");
    }

    private static ClientOptions options(Duration duration, int which, int batch, int bytes) {
        Duration[] all = new Duration[DURATIONS.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = which < 0 || i == which ? duration : Duration.ofSeconds(1);
        }
        return new ClientOptions(List.of(), all[0], all[1], all[2], all[3], all[4], batch, bytes, Retention.DEFAULT);
    }
}
