package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;

/** RTU-4: what an app would refuse is refused at the publisher. */
class UpdateFramesTest {

    private static final RawEntities POLL = new RawEntities("poll", List.of("x"), "[{\"id\":\"x\"}]");

    private final MessageCodec codec = mock();
    private final EntityCodec entities = mock();
    private final UpdateFrames frames = new UpdateFrames(
            codec, entities, new Refs(mock(RandomGenerator.class), InstantSource.fixed(Instant.EPOCH)), 1_024);

    @BeforeEach
    void theCodecWritesAndReads() {
        when(codec.encode(any(), any())).thenReturn("frame");
        when(codec.decode(anyString(), any(), any())).thenReturn(List.of(Samples.frame(Samples.update("r"))));
    }

    @Test
    void anUpdateIsWrittenWithItsEntitiesAsTheyTravel() {
        Group choir = new Group("g", "Choir");
        RawEntities raw = new RawEntities("group", List.of("g"), "[{\"id\":\"g\",\"name\":\"Choir\"}]");
        when(entities.encode(Entities.of(EntityTypes.GROUP, choir))).thenReturn(raw);

        String frame = frames.frame(
                AccountType.BUSINESS,
                new Update(new Ref("r"), true, Action.UPDATE, Entities.of(EntityTypes.GROUP, choir)));

        assertThat(frame).isEqualTo("frame");
        verify(codec)
                .encode(
                        new SocketMessage(AccountType.BUSINESS, new Update(new Ref("r"), true, Action.UPDATE, raw)),
                        Subprotocol.V1);
        verify(codec, never()).decode(any(), any(), any());
    }

    @Test
    void aFrameWithEntitiesThatCameAsTextIsReadAsAnAppWillReadIt() {
        frames.frame(AccountType.PERSONAL, update(POLL));

        verify(codec).decode("frame", Sender.SERVER, Subprotocol.V1);
    }

    @Test
    void aFrameUpToTheLimitIsAccepted() {
        when(codec.encode(any(), any())).thenReturn("x".repeat(1_024));

        assertThat(frames.frame(AccountType.PERSONAL, update(POLL))).hasSize(1_024);
    }

    @Test
    void aLargerFrameIsRefusedItsSizeCountedInBytes() {
        when(codec.encode(any(), any())).thenReturn("\u00e9".repeat(512) + "x");

        assertThatExceptionOfType(InvalidUpdateException.class)
                .isThrownBy(() -> frames.frame(AccountType.BUSINESS, update(POLL)))
                .withMessage("the update has 1025 bytes, 1024 are allowed")
                .satisfies(e -> {
                    assertThat(e.ref()).isEqualTo(new Ref("r"));
                    assertThat(e.account()).isEqualTo(AccountType.BUSINESS);
                });
    }

    @Test
    void aFrameThatWouldBeMalformedIsRefused() {
        when(codec.decode(anyString(), any(), any()))
                .thenReturn(List.of(new Decoded.Malformed("…", "nested deeper than 32", Optional.empty())));

        assertThatExceptionOfType(InvalidUpdateException.class)
                .isThrownBy(() -> frames.frame(AccountType.PERSONAL, update(POLL)))
                .withMessage("nested deeper than 32");
    }

    // RTU-12
    @Test
    void rawEntitiesOfABuiltInTypeMustFitIt() {
        for (EntityType<?> type : EntityTypes.BUILT_IN) {
            RawEntities raw = new RawEntities(type.name(), List.of("x"), "[{\"id\":\"x\",\"name\":5}]");
            doThrow(new MalformedEntitiesException("name: a string is expected", null))
                    .when(entities)
                    .decode(type, raw);

            assertThatExceptionOfType(InvalidUpdateException.class)
                    .isThrownBy(() -> frames.frame(AccountType.PERSONAL, update(raw)))
                    .withMessage("name: a string is expected");
        }
    }

    // RTU-12
    @Test
    void entitiesOfTheApplicationsOwnTypesAreNotJudged() {
        assertThat(frames.frame(AccountType.PERSONAL, update(POLL))).isEqualTo("frame");
        verifyNoInteractions(entities);
    }

    @Test
    void objectsThatCannotBeWrittenAreRefused() {
        when(entities.encode(any())).thenThrow(new MalformedEntitiesException("group cannot be written", null));
        Entities<Group> groups = Entities.of(EntityTypes.GROUP, new Group("g", null));

        assertThatExceptionOfType(InvalidUpdateException.class)
                .isThrownBy(
                        () -> frames.frame(AccountType.PERSONAL, new Update(new Ref("r"), false, Action.NEW, groups)))
                .withMessage("group cannot be written");
    }

    // RTU-15
    @Test
    void aResetIsASilentUpdateOfNothingUnderItsOwnRef() {
        ResetUpdate reset = frames.create(AccountType.BUSINESS);

        Ref ref = new Ref("00000000000000000000000000000000");
        assertThat(reset).isEqualTo(new ResetUpdate(ref, "frame"));
        verify(codec)
                .encode(
                        new SocketMessage(
                                AccountType.BUSINESS,
                                new Update(ref, true, Action.UPDATE, new RawEntities("reset", List.of(), "[]"))),
                        Subprotocol.V1);
    }

    private static Update update(RawEntities raw) {
        return new Update(new Ref("r"), false, Action.NEW, raw);
    }
}
