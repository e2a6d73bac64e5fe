package org.realtimeupdates.adapter.jsonb.wrong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.adapter.jsonb.wrong.WrongMessageCodec.reading;
import static org.realtimeupdates.adapter.jsonb.wrong.WrongMessageCodec.speaking;
import static org.realtimeupdates.adapter.jsonb.wrong.WrongMessageCodec.writing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Decoded.PoisonUpdate;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.testfixtures.contract.ContractRun;

/** The contracts of codecs find the mistakes that they are there to find: each of these codecs has one. */
class WrongCodecsTest {

    private static final ContractRun MESSAGES = new ContractRun(WrongMessageCodec.class);
    private static final ContractRun ENTITIES = new ContractRun(WrongEntityCodec.class);

    /** A codec with one mistake, and the rules that must fail. */
    private record Control<C>(String mistake, UnaryOperator<C> of, Set<String> rules) {
        Control(String mistake, UnaryOperator<C> of, String... rules) {
            this(mistake, of, new TreeSet<>(List.of(rules)));
        }
    }

    @TestFactory
    Stream<DynamicTest> theContractFindsACodecOfMessagesThat() {
        return tests(messageControls(), WrongMessageCodec::make, MESSAGES);
    }

    @TestFactory
    Stream<DynamicTest> theContractFindsACodecOfEntitiesThat() {
        return tests(entityControls(), WrongEntityCodec::make, ENTITIES);
    }

    @Test
    void everyRuleIsBrokenByOneOfThem() {
        assertThat(broken(messageControls())).isEqualTo(MESSAGES.rules());
        assertThat(broken(entityControls())).isEqualTo(ENTITIES.rules());
    }

    @AfterEach
    void makeNoMistakeAnyMore() {
        WrongMessageCodec.make(UnaryOperator.identity());
        WrongEntityCodec.make(UnaryOperator.identity());
    }

    private static <C> Stream<DynamicTest> tests(
            List<Control<C>> controls, Consumer<UnaryOperator<C>> make, ContractRun contract) {
        return controls.stream()
                .map(control -> DynamicTest.dynamicTest(control.mistake(), () -> {
                    make.accept(control.of());
                    assertThat(contract.failing(control.rules())).isEqualTo(control.rules());
                }));
    }

    private static <C> Set<String> broken(List<Control<C>> controls) {
        Set<String> rules = new TreeSet<>();
        controls.forEach(control -> rules.addAll(control.rules()));
        return rules;
    }

    private static List<Control<MessageCodec>> messageControls() {
        return List.of(
                new Control<>(
                        "accepts everything",
                        reading(WrongCodecsTest::accepted),
                        "Frames.envelopeFieldsAreChecked",
                        "Strictness.duplicateKeys",
                        "Strictness.manyKeys",
                        "Strictness.noJson",
                        "Strictness.textAround",
                        "Strictness.noObject",
                        "Strictness.loneSurrogates",
                        "Strictness.depth",
                        "Strictness.depthBomb",
                        "Strictness.numberLength",
                        "Batches.aMalformedElementSpoilsOnlyItself",
                        "Batches.aRawLoneSurrogateSpoilsOnlyItsElement",
                        "Batches.aSyntaxErrorSpoilsTheMessage",
                        "Batches.numberOfFrames",
                        "Batches.arraysNeedV1",
                        "Batches.depthPerFrame",
                        "Updates.refs",
                        "Updates.fieldsAreChecked",
                        "Updates.entityPayloadIsChecked",
                        "Replies.refsAreChecked",
                        "Replies.refIsChecked",
                        "Replies.outcomes",
                        "Replies.bareRepliesHaveARefOnly",
                        "Replies.commandRepliesAreChecked",
                        "Commands.ref",
                        "Commands.commandsAreChecked",
                        "Commands.controlIsChecked"),
                new Control<>(
                        "refuses everything",
                        reading(WrongCodecsTest::refused),
                        "Frames.aFrameKeepsItsText",
                        "Frames.fieldOrderIsFree",
                        "Frames.bothAccountsAreRead",
                        "Frames.unknownFieldsAreIgnored",
                        "Strictness.everyJsonValue",
                        "Strictness.siblingsAreNotDeeper",
                        "Strictness.hugeExponent",
                        "Batches.framesInOrder",
                        "Updates.anUpdateIsRead",
                        "Updates.actionsAreRead",
                        "Updates.silentIsRead",
                        "Updates.entitiesStayAsTheyAre",
                        "Updates.longEntities",
                        "Updates.unknownActionsAndTypes",
                        "Updates.reset",
                        "Replies.oneRef",
                        "Replies.refsWin",
                        "Replies.commandReplies",
                        "Commands.nameAndArguments",
                        "Commands.bareCommandsHaveNoRef",
                        "Commands.otherControl"),
                new Control<>(
                        "knows no direction",
                        reading(decoded -> decoded instanceof Decoded.WrongDirection ? refused(decoded) : decoded),
                        "Frames.clientsSendNoUpdates",
                        "Frames.bareServersSendUpdatesOnly",
                        "Batches.clientsSendArrays"),
                new Control<>(
                        "shows the content in its reasons",
                        reading(decoded -> decoded instanceof Decoded.Malformed malformed
                                ? new Decoded.Malformed(malformed.text(), malformed.text(), malformed.update())
                                : decoded),
                        "Frames.reasonsNameTheField"),
                new Control<>(
                        "takes binary for bare",
                        speaking(Subprotocol.BARE, Subprotocol.V1_BINARY),
                        "Frames.binaryMeansTheSame"),
                new Control<>(
                        "knows no control",
                        reading(decoded -> decoded instanceof Decoded.Backlog || decoded instanceof Decoded.CaughtUp
                                ? new Decoded.Frame(
                                        new SocketMessage(AccountType.PERSONAL, Command.of("control")), "text")
                                : decoded),
                        "Commands.control"),
                new Control<>(
                        "tells nothing of what is malformed",
                        reading(decoded -> poison(decoded, Optional.empty())),
                        "PoisonUpdates.whatCanBeTold",
                        "PoisonUpdates.typeAndIdsAsFarAsReadable",
                        "PoisonUpdates.fieldsElsewhereDoNotCount",
                        "PoisonUpdates.elementsMayBePoison"),
                new Control<>(
                        "takes all that is malformed for an update",
                        reading(decoded -> poison(
                                decoded,
                                Optional.of(new PoisonUpdate(
                                        AccountType.PERSONAL, new Ref("r1"), "message", List.of("m1"))))),
                        "PoisonUpdates.noJsonIsNoPoison",
                        "PoisonUpdates.accountTypeAndRefMustBeValid",
                        "PoisonUpdates.accountTypeAndRefMustOccurOnce",
                        "PoisonUpdates.onlyUpdatesOfServers"),
                new Control<>(
                        "writes for version 1 whatever was agreed",
                        writing((real, message, subprotocol) -> real.encode(message, Subprotocol.V1)),
                        "Encoding.replyOfSeveral",
                        "Encoding.replyOutcome",
                        "Encoding.commandReply",
                        "Encoding.command"),
                new Control<>(
                        "writes what cannot be written",
                        writing((real, message, subprotocol) -> {
                            try {
                                return real.encode(message, subprotocol);
                            } catch (IllegalArgumentException e) {
                                return "{}";
                            }
                        }),
                        "Encoding.entitiesAsObjects",
                        "Encoding.loneSurrogates"),
                new Control<>(
                        "writes prettily",
                        writing((real, message, subprotocol) ->
                                real.encode(message, subprotocol).replace("{", "{ ")),
                        "Encoding.update",
                        "Encoding.account",
                        "Encoding.replyOfOne"),
                new Control<>(
                        "writes ASCII only",
                        writing((real, message, subprotocol) ->
                                real.encode(message, subprotocol).replaceAll("[^ -~]", "?")),
                        "Encoding.stringsSurvive"));
    }

    private static List<Control<EntityCodec>> entityControls() {
        return List.of(
                new Control<>(
                        "reads nothing",
                        WrongEntityCodec::readingNothing,
                        "builtInTypesAreRead",
                        "otherFieldsAreOptional",
                        "inOrder",
                        "unknownFieldsAreIgnored",
                        "ownTypeIsRead",
                        "roundTrip"),
                new Control<>(
                        "refuses nothing",
                        WrongEntityCodec::refusingNothing,
                        "idIsRequired",
                        "mistypedFields",
                        "sentAtIsAnInstant",
                        "noArrayOfObjects",
                        "ownTypeIsChecked",
                        "refusedByTheClass",
                        "depthWithinAFrame",
                        "unwritable"),
                new Control<>("writes nulls", WrongEntityCodec::writingNulls, "nullsAreLeftOut"));
    }

    private static Decoded accepted(Decoded decoded) {
        return decoded instanceof Decoded.Malformed malformed
                ? new Decoded.Frame(new SocketMessage(AccountType.PERSONAL, Command.of("anything")), malformed.text())
                : decoded;
    }

    private static Decoded refused(Decoded decoded) {
        String text = decoded instanceof Decoded.Frame frame ? frame.text() : "";
        return decoded instanceof Decoded.Malformed
                ? decoded
                : new Decoded.Malformed(text, "refused", Optional.empty());
    }

    private static Decoded poison(Decoded decoded, Optional<PoisonUpdate> update) {
        return decoded instanceof Decoded.Malformed malformed
                ? new Decoded.Malformed(malformed.text(), malformed.reason(), update)
                : decoded;
    }
}
