package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realtimeupdates.application.port.transport.Disconnect;

/** RTU-55: what a client does about every close code and status. */
class RetryDecisionTest {

    @ParameterizedTest
    @CsvSource({
        "4401, FRESH_TOKEN",
        "4403, STOP",
        "4409, STOP",
        "4408, RETRY",
        "1000, RETRY",
        "1001, RETRY",
        "1006, RETRY",
        "1011, RETRY",
        "1012, RETRY",
        "1013, RETRY",
        "1002, RETRY_LATE",
        "1003, RETRY_LATE",
        "1007, RETRY_LATE",
        "1008, RETRY_LATE",
        "1009, RETRY_LATE",
        "1005, RETRY",
        "1010, RETRY",
        "1014, RETRY",
        "1015, RETRY",
        "3000, RETRY",
        "4000, RETRY",
        "4400, RETRY",
        "4999, RETRY",
        "0, RETRY"
    })
    void aCloseCode(int code, RetryDecision decision) {
        assertThat(RetryDecision.of(new Disconnect.Closed(code, "whatever"))).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({
        "401, FRESH_TOKEN",
        "403, STOP",
        "429, RETRY",
        "400, RETRY_LATE",
        "404, RETRY_LATE",
        "407, RETRY_LATE",
        "409, RETRY_LATE",
        "426, RETRY_LATE",
        "499, RETRY_LATE",
        "500, RETRY",
        "502, RETRY",
        "503, RETRY",
        "599, RETRY",
        "200, RETRY",
        "302, RETRY"
    })
    void aStatusOfTheHandshake(int status, RetryDecision decision) {
        assertThat(RetryDecision.of(new Disconnect.Refused(status))).isEqualTo(decision);
    }

    @Test
    void noConnectionAtAll() {
        assertThat(RetryDecision.of(new Disconnect.Failed("no route"))).isEqualTo(RetryDecision.RETRY);
    }
}
