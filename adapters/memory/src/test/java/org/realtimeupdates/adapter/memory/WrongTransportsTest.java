package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.adapter.memory.WrongTransport.agreeing;
import static org.realtimeupdates.adapter.memory.WrongTransport.closing;
import static org.realtimeupdates.adapter.memory.WrongTransport.ending;
import static org.realtimeupdates.adapter.memory.WrongTransport.hearing;
import static org.realtimeupdates.adapter.memory.WrongTransport.requesting;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.testfixtures.contract.ContractRun;

/** The contract of transports finds the mistakes that it is there to find: each of these has one. */
class WrongTransportsTest {

    private static final ContractRun CONTRACT = new ContractRun(WrongLoopback.class);

    /** What needs seconds of waiting to pass or to fail. */
    private static final Set<String> SLOW = Set.of(
            "aClientThatConsumesNothingStopsTheServer",
            "aServerThatConsumesNothingStopsTheClient",
            "closingReleasesAReaderThatWaitsForConsumption",
            "whatComesAfterOurCloseIsNotDelivered");

    private record Control(String mistake, Function<ClientTransport, ClientTransport> of, Set<String> rules) {}

    @TestFactory
    Stream<DynamicTest> theContractFindsATransportThat() {
        return controls().stream()
                .map(control -> DynamicTest.dynamicTest(control.mistake(), () -> {
                    WrongLoopback.make(control.of());
                    assertThat(CONTRACT.failing(control.rules())).isEqualTo(control.rules());
                }));
    }

    @Test
    void everyRuleIsBrokenByOneOfThemButForSlowOnes() {
        Set<String> rules = new TreeSet<>(SLOW);
        controls().forEach(control -> rules.addAll(control.rules()));
        assertThat(rules).isEqualTo(CONTRACT.rules());
    }

    @AfterEach
    void makeNoMistakeAnyMore() {
        WrongLoopback.make(right -> right);
    }

    private static List<Control> controls() {
        return List.of(
                new Control(
                        "takes its first wish for agreed",
                        agreeing(subprotocol -> Subprotocol.V1),
                        Set.of("agreesOnASubprotocol", "anUnansweredOfferIsBare")),
                new Control(
                        "names no device",
                        requesting(request -> named(request, "device")),
                        Set.of("theHandshakeTellsWhoItIs", "connectionsDoNotMix")),
                new Control(
                        "changes one of many messages",
                        hearing(message -> message.equals("message 4711") ? "message 4712" : message),
                        Set.of("messagesArriveInOrderBothWays")),
                new Control(
                        "drops byte order marks",
                        hearing(message -> message.replace("\uFEFF", "")),
                        Set.of("everyTextArrivesAsItWasSent")),
                new Control(
                        "tells no close code",
                        ending(end -> end instanceof Disconnect.Closed
                                ? new Disconnect.Closed(CloseReason.ABNORMAL, "")
                                : end),
                        Set.of(
                                "aClientTakesOneMebibyte",
                                "aServerTakesItsLimitAndNoMore",
                                "aServersEndClosesWith1001",
                                "aMessageUnderWayIsSentBeforeTheClose")),
                new Control(
                        "closes for reasons of its own",
                        closing(reason -> new CloseReason(CloseReason.NORMAL, "closed")),
                        Set.of("closeCodesAndReasonsTravelBothWays", "closeIsIdempotentAndTheFirstReasonStands")),
                new Control(
                        "takes every refusal for 403",
                        ending(end -> end instanceof Disconnect.Refused ? new Disconnect.Refused(403) : end),
                        Set.of("refusalsAreToldWithTheirStatus")),
                new Control(
                        "takes it for a refusal that nobody is there",
                        ending(end -> new Disconnect.Refused(404)),
                        Set.of("nobodyThereIsAFailure")),
                new Control(
                        "gives up before the decision",
                        right -> (request, attempt) -> {
                            if (request.deviceId().equals("slow")) {
                                attempt.failed(new Disconnect.Failed("slow"));
                            }
                            right.connect(request, attempt);
                        },
                        Set.of("aSlowDecisionStopsNobodyElse")));
    }

    private static ConnectRequest named(ConnectRequest request, String device) {
        return new ConnectRequest(
                request.endpoint(),
                device,
                request.token(),
                request.offers(),
                request.timeout(),
                request.maxMessageBytes());
    }
}
