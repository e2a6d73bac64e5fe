package org.realtimeupdates.application.port.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.SocketMessage;

/** What the transport ports speak of. */
class TransportValuesTest {

    // RTU-51
    @Test
    void aRequestKeepsItsTokenOutOfLogs() {
        assertThat(request("wss://example.org/realtime", "phone").toString())
                .isEqualTo("ConnectRequest[wss://example.org/realtime, device phone]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://localhost:8080/realtime",
                "wss://example.org/realtime",
                "WSS://example.org",
                "ws://h:1/",
                "ws://h:65535/"
            })
    void anEndpointIsAWebSocketAddress(String endpoint) {
        assertThatCode(() -> ConnectRequest.checkEndpoint(URI.create(endpoint))).doesNotThrowAnyException();
    }

    // RTU-51
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/realtime",
                "/realtime",
                "wss:///realtime",
                "wss://user:secret@example.org/realtime",
                "wss://example.org/realtime?token=secret",
                "wss://example.org/realtime#secret",
                "ws://h:0/",
                "ws://h:65536/"
            })
    void anythingElseIsRefusedAndNotShown(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(endpoint, "phone"))
                .withMessageStartingWith("endpoint:")
                .withMessageNotContaining("secret");
    }

    // RTU-50
    @Test
    void aRequestHasAValidDeviceId() {
        assertThatIllegalArgumentException().isThrownBy(() -> request("wss://example.org/", "my phone"));
    }

    @Test
    void aCloseReasonHasACodeOfTheWebSocketsAndAShortText() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CloseReason(999, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new CloseReason(5000, ""));
        assertThat(new CloseReason(1000, "").code()).isEqualTo(1000);
        assertThat(new CloseReason(4999, "x".repeat(500)).reason()).hasSize(120);
    }

    // RTU-7
    @Test
    void subprotocolsAreFoundByTheirName() {
        assertThat(Subprotocol.find("realtime-updates.v1")).contains(Subprotocol.V1);
        assertThat(Subprotocol.find("realtime-updates.v1.binary")).contains(Subprotocol.V1_BINARY);
        assertThat(Subprotocol.find("")).isEmpty();
        assertThat(Subprotocol.find("Realtime-Updates.V1")).isEmpty();
        assertThat(Subprotocol.find("realtime-updates.bearer.abc")).isEmpty();
    }

    // RTU-7
    @Test
    void onlyTheBinarySubprotocolHasBinaryMessages() {
        assertThat(Subprotocol.values()).filteredOn(Subprotocol::isBinary).containsExactly(Subprotocol.V1_BINARY);
        assertThat(Subprotocol.V1_BINARY.wireName()).isEqualTo("realtime-updates.v1.binary");
        assertThat(Subprotocol.BARE.wireName()).isEmpty();
    }

    @Test
    void payloadsStayOutOfLogs() {
        SocketMessage message = new SocketMessage(AccountType.PERSONAL, Command.of("mute", "{\"group\":\"hush\"}"));
        assertThat(new Decoded.Frame(message, "hush"))
                .asString()
                .startsWith("Frame[")
                .doesNotContain("hush");
        assertThat(new Decoded.Malformed("hush", "no object", Optional.empty())).hasToString("Malformed[no object]");
    }

    private static ConnectRequest request(String endpoint, String deviceId) {
        return new ConnectRequest(URI.create(endpoint), deviceId, "secret", List.of(), Duration.ofSeconds(10), 1 << 20);
    }
}
