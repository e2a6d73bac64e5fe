package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.identity.Identity;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.Device;

/** RTU-50 to RTU-53: who may connect, and as which device. */
class AdmitConnectionsTest {

    private static final String TOKEN = "s3cret";
    private static final Optional<String> BEARER = Optional.of("Bearer " + TOKEN);
    private static final Optional<String> NONE = Optional.empty();

    private final Authenticator authenticator = mock();
    private final AdmitConnections admissions = new AdmitConnections(authenticator, Set.of("https://app.example.org"));

    @BeforeEach
    void annsTokenIsKnown() throws Exception {
        when(authenticator.authenticate(any())).thenReturn(Optional.empty());
        when(authenticator.authenticate(TOKEN)).thenReturn(Optional.of(Identity.of("ann")));
    }

    @Test
    void aKnownTokenAndADeviceIdAreAdmitted() {
        assertThat(admit("", BEARER, Optional.of("phone"))).isEqualTo(accepted("phone", Subprotocol.BARE));
    }

    // RTU-50
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/realtime/", "/Realtime", "/realtime2", "/other"})
    void anyOtherPathIsNotFound(String path) {
        Admission admission = admissions.admit(new Handshake(path, "", BEARER, Optional.of("phone"), NONE, List.of()));

        assertThat(status(admission)).isEqualTo(404);
        verifyNoInteractions(authenticator);
    }

    // RTU-50
    @ParameterizedTest
    @CsvSource(
            value = {
                "device=phone | ",
                "device=phone | phone",
                "device=ph%6fne | ",
                "&device=phone& | ",
                "device=phone&device=phone | ",
                "'' | phone"
            },
            delimiter = '|')
    void theDeviceIdIsInTheHeaderOrTheQueryOrBoth(String query, String header) {
        assertThat(admit(query, BEARER, Optional.ofNullable(header))).isEqualTo(accepted("phone", Subprotocol.BARE));
    }

    // RTU-50
    @ParameterizedTest
    @CsvSource(
            value = {
                "'' |  | a device id is missing",
                "device=tablet | phone | two different device ids",
                "device=%zz |  | a device id has 1 to 64 characters of A-Za-z0-9._-",
                "token=x | phone | no query parameter but device is allowed"
            },
            delimiter = '|')
    void aBadRequestIsToldWhatIsWrongWithIt(String query, String header, String reason) {
        assertThat(admit(query, BEARER, Optional.ofNullable(header))).isEqualTo(new Admission.Refused(400, reason));
    }

    // RTU-50, RTU-51
    @ParameterizedTest
    @CsvSource(
            value = {
                "'' | ",
                "device=tablet | phone",
                "device=phone&device=tablet | ",
                "device= | ",
                "device=my+phone | ",
                "device=my%20phone | ",
                "device=%zz | ",
                "device=%zz | phone",
                "'' | my phone",
                "device | phone",
                "Device=phone | ",
                "devic%65=phone | ",
                "token=s3cret | phone",
                "access_token=s3cret&device=phone | ",
                "device=phone&x | "
            },
            delimiter = '|')
    void anyOtherQueryOrDeviceIdIsABadRequest(String query, String header) {
        Admission admission = admit(query, BEARER, Optional.ofNullable(header));

        assertThat(status(admission)).isEqualTo(400);
        assertThat(admission.toString()).doesNotContain(TOKEN).doesNotContain("tablet");
        verifyNoInteractions(authenticator);
    }

    // RTU-53
    @Test
    void anAllowedOriginAndNoOriginAreAdmitted() {
        assertThat(origin("https://app.example.org")).isInstanceOf(Admission.Accepted.class);
        assertThat(admit("device=phone", BEARER, NONE)).isInstanceOf(Admission.Accepted.class);
    }

    // RTU-53
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://app.example.org",
                "https://app.example.org:443",
                "https://app.example.org/",
                "https://APP.example.org",
                "https://app.example.org.evil.com",
                "https://evil.com",
                "https://evilapp.example.org"
            })
    void anyOtherOriginIsForbiddenWhateverItsToken(String origin) {
        Admission admission = origin(origin);

        assertThat(status(admission)).isEqualTo(403);
        verifyNoInteractions(authenticator);
    }

    // RTU-53
    @Test
    void theOriginNullCanNeverBeAllowed() {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerOptions.DEFAULT.withAllowedOrigins(Set.of("null")));
    }

    // RTU-52
    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret", "Basic s3cret", "Bearer", "Bearer ", "Bearer   ", "Bearers3cret"})
    void withoutABearerTokenNobodyIsAdmitted(String authorization) {
        assertThat(status(admit("device=phone", Optional.of(authorization), NONE)))
                .isEqualTo(401);
        assertThat(status(admit("device=phone", NONE, NONE))).isEqualTo(401);
        verifyNoInteractions(authenticator);
    }

    // RTU-52
    @Test
    void anUnknownTokenIsRefusedAndNotShown() {
        Admission admission = admit("device=phone", Optional.of("Bearer forged"), NONE);

        assertThat(status(admission)).isEqualTo(401);
        assertThat(admission.toString()).doesNotContain("forged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer s3cret", "bearer s3cret", "BEARER  s3cret "})
    void theWordBearerIsReadInAnyCase(String authorization) {
        assertThat(admit("device=phone", Optional.of(authorization), NONE))
                .isEqualTo(accepted("phone", Subprotocol.BARE));
    }

    // RTU-51
    @Test
    void aBrowsersTokenStandsAmongTheSubprotocolsAndIsNotEchoed() {
        assertThat(subprotocols(NONE, bearer(TOKEN), "realtime-updates.v1"))
                .isEqualTo(accepted("phone", Subprotocol.V1));
    }

    // RTU-51
    @Test
    void theSameTokenTwiceIsOneToken() {
        assertThat(subprotocols(BEARER, "realtime-updates.v1", bearer(TOKEN), bearer(TOKEN)))
                .isEqualTo(accepted("phone", Subprotocol.V1));
    }

    // RTU-51
    @Test
    void twoDifferentTokensAreABadRequest() {
        Admission admission = subprotocols(BEARER, "realtime-updates.v1", bearer("another"));

        assertThat(status(admission)).isEqualTo(400);
        assertThat(admission.toString()).doesNotContain(TOKEN).doesNotContain("another");
        verifyNoInteractions(authenticator);
    }

    // RTU-51
    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "a", "s3cret+/"})
    void whatIsNoBase64UrlIsNoToken(String text) {
        assertThat(status(subprotocols(NONE, "realtime-updates.v1", "realtime-updates.bearer." + text)))
                .isEqualTo(401);
        verifyNoInteractions(authenticator);
    }

    // RTU-7
    @Test
    void theFirstKnownOfferIsAgreedOn() {
        assertThat(subprotocols(BEARER, "chat", "realtime-updates.v1.binary", "realtime-updates.v1"))
                .isEqualTo(accepted("phone", Subprotocol.V1_BINARY));
        assertThat(subprotocols(BEARER, "realtime-updates.v1", "realtime-updates.v1.binary"))
                .isEqualTo(accepted("phone", Subprotocol.V1));
        assertThat(subprotocols(BEARER, "chat", "realtime-updates.v2")).isEqualTo(accepted("phone", Subprotocol.BARE));
    }

    @Test
    void anAuthenticatorAtFaultAdmitsNobodyAndIsTriedAgain() throws Exception {
        when(authenticator.authenticate(TOKEN)).thenThrow(new IllegalStateException("no key for " + TOKEN));

        Admission admission = admit("device=phone", BEARER, NONE);

        assertThat(status(admission)).isEqualTo(503);
        assertThat(admission.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anAuthenticatorThatNamesNobodyAdmitsNobody(String user) throws Exception {
        when(authenticator.authenticate(TOKEN)).thenAnswer(call -> Optional.of(Identity.of(user)));

        assertThat(status(admit("device=phone", BEARER, NONE))).isEqualTo(503);
    }

    @Test
    void howLongATokenHoldsIsHandedOn() throws Exception {
        Duration hour = Duration.ofHours(1);
        when(authenticator.authenticate(TOKEN)).thenReturn(Optional.of(Identity.of("ann", hour)));

        assertThat(admit("device=phone", BEARER, NONE))
                .isEqualTo(new Admission.Accepted(new Device("ann", "phone"), Subprotocol.BARE, 0, Optional.of(hour)));
    }

    @Test
    void theAuthenticatorIsAskedOnce() throws Exception {
        admit("device=phone", BEARER, NONE);
        verify(authenticator).authenticate(TOKEN);
    }

    // RTU-52
    @ParameterizedTest
    @CsvSource({"401, 4401", "403, 4403", "429, 1013", "503, 1011", "400, 1008", "404, 1008"})
    void aContainerThatHasOpenedTheSocketClosesItAccordingly(int status, int code) {
        assertThat(new Admission.Refused(status, "why").closeReason()).isEqualTo(new CloseReason(code, "why"));
    }

    @Test
    void aHandshakeKeepsItsTokenOutOfLogs() {
        assertThat(new Handshake("/realtime", "device=phone", BEARER, NONE, NONE, List.of(bearer(TOKEN))))
                .hasToString("Handshake");
    }

    private Admission admit(String query, Optional<String> authorization, Optional<String> deviceId) {
        return admissions.admit(new Handshake("/realtime", query, authorization, deviceId, NONE, List.of()));
    }

    private Admission origin(String origin) {
        return admissions.admit(
                new Handshake("/realtime", "device=phone", BEARER, NONE, Optional.of(origin), List.of()));
    }

    private Admission subprotocols(Optional<String> authorization, String... offers) {
        return admissions.admit(new Handshake("/realtime", "device=phone", authorization, NONE, NONE, List.of(offers)));
    }

    private static String bearer(String token) {
        return "realtime-updates.bearer."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static Admission accepted(String device, Subprotocol subprotocol) {
        return new Admission.Accepted(new Device("ann", device), subprotocol);
    }

    private static int status(Admission admission) {
        return ((Admission.Refused) admission).status();
    }
}
