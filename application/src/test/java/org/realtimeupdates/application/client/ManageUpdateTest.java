package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.InOrder;
import org.mockito.Mockito;
import org.realtimeupdates.application.client.ProcessedUpdate.AlreadyProcessed;
import org.realtimeupdates.application.client.ProcessedUpdate.Applied;
import org.realtimeupdates.application.client.ProcessedUpdate.SetAside;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.testing.MockedStore;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Member;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Profile;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;

/** Which specific action an update goes to, and that it goes there once. Ports are mocked, the domain is real. */
class ManageUpdateTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final MockedStore store = new MockedStore();
    private final Quarantine quarantine = mock();
    private final EntityCodec entities = mock();
    private final InstantSource clock = InstantSource.fixed(NOW);

    private final UpdateAction<Message> onMessage = mock();
    private final FollowUpCommands commands = mock();

    static Stream<Arguments> everyActionAndType() {
        return Stream.of(Action.NEW, Action.UPDATE, Action.DELETE)
                .flatMap(action -> Stream.of(
                        arguments(action, EntityTypes.MESSAGE, new Message("m", "g", "p", "hello", NOW)),
                        arguments(action, EntityTypes.PROFILE, new Profile("p", "Ann", null, null)),
                        arguments(action, EntityTypes.GROUP, new Group("g", "Choir")),
                        arguments(action, EntityTypes.MEMBER, new Member("x", "g", "p", "admin"))));
    }

    // RTU-10, RTU-12
    @ParameterizedTest
    @MethodSource("everyActionAndType")
    <E extends Entity> void everyActionOnEveryTypeReachesItsSpecificAction(Action action, EntityType<E> type, E entity)
            throws Exception {
        UpdateAction<E> specific = mock();
        UpdateActions.Builder actions = UpdateActions.builder();
        List<UpdateAction<?>> others = registerAllBut(action, type, actions);
        actions.on(action, type, specific);
        RawEntities raw = new RawEntities(type.name(), List.of(entity.id()), "[]");
        when(entities.decode(type, raw)).thenReturn(Entities.of(type, entity));
        Update update = new Update(new Ref("r"), false, action, raw);

        List<ProcessedUpdate> processed = process(actions, AccountType.BUSINESS, received(update));

        verify(specific)
                .apply(
                        new UpdateContext(
                                AccountType.BUSINESS, new Ref("r"), action, false, store.transaction(), commands),
                        List.of(entity));
        verifyNoInteractions(others.toArray());
        assertThat(processed).containsExactly(new Applied(update, List.of(entity)));
        assertThat(store.outcome("r")).contains(UpdateOutcome.PROCESSED);
    }

    @Test
    void allEntitiesOfAnUpdateReachTheActionInOneCall() throws Exception {
        UpdateAction<Profile> onDelete = mock();
        List<Profile> profiles = List.of(
                new Profile("p1", null, null, null),
                new Profile("p2", null, null, null),
                new Profile("p3", null, null, null));
        RawEntities raw = new RawEntities("profile", List.of("p1", "p2", "p3"), "[]");
        when(entities.decode(EntityTypes.PROFILE, raw)).thenReturn(new Entities<>(EntityTypes.PROFILE, profiles));

        process(
                UpdateActions.builder().on(Action.DELETE, EntityTypes.PROFILE, onDelete),
                AccountType.PERSONAL,
                received(new Update(new Ref("r"), true, Action.DELETE, raw)));

        verify(onDelete)
                .apply(
                        new UpdateContext(
                                AccountType.PERSONAL, new Ref("r"), Action.DELETE, true, store.transaction(), commands),
                        profiles);
        verifyNoMoreInteractions(onDelete);
    }

    // RTU-14
    @Test
    void anUnknownTypeIsSetAsideAsUnsupportedWithItsText() {
        Update update = new Update(new Ref("r"), false, Action.NEW, raw("poll", "x"));

        List<ProcessedUpdate> processed = process(messages(), AccountType.PERSONAL, received(update));

        QuarantinedUpdate expected = new QuarantinedUpdate(
                Optional.of(AccountType.PERSONAL),
                Optional.of(new Ref("r")),
                "poll",
                List.of("x"),
                Cause.UNSUPPORTED,
                "unsupported: new of poll",
                0,
                NOW,
                "text of r");
        verify(quarantine).add(store.transaction(), expected);
        assertThat(processed).containsExactly(new SetAside(expected));
        assertThat(processed.get(0).outcome()).isEqualTo(UpdateOutcome.UNSUPPORTED);
        assertThat(store.outcome("r")).contains(UpdateOutcome.UNSUPPORTED);
    }

    // RTU-14
    @Test
    void anUnknownActionIsSetAsideAsUnsupportedWithItsText() {
        Update update = new Update(new Ref("r"), false, new Action("archive"), raw("message", "m"));

        List<ProcessedUpdate> processed = process(messages(), AccountType.PERSONAL, received(update));

        assertThat(processed).extracting(ProcessedUpdate::outcome).containsExactly(UpdateOutcome.UNSUPPORTED);
        verify(quarantine)
                .add(
                        eq(store.transaction()),
                        argThat(aside -> aside.cause() == Cause.UNSUPPORTED
                                && aside.text().equals("text of r")
                                && aside.reason().equals("unsupported: archive of message")));
        verifyNoInteractions(onMessage, entities);
    }

    @Test
    void whatAPeerCallsAnActionCannotForgeALine() {
        Update update = new Update(new Ref("r"), false, new Action("x\nfake"), raw("message", "m"));

        process(messages(), AccountType.PERSONAL, received(update));

        verify(quarantine).add(any(), argThat(aside -> aside.reason().equals("unsupported: x\\u000afake of message")));
    }

    // RTU-22
    @ParameterizedTest
    @EnumSource(UpdateOutcome.class)
    void anUpdateOfARememberedRefIsNeitherAppliedNorSetAside(UpdateOutcome outcome) {
        store.remember("r", outcome);

        List<ProcessedUpdate> processed = process(messages(), AccountType.PERSONAL, message("r", "m"));

        assertThat(processed).containsExactly(new AlreadyProcessed(new Ref("r"), outcome));
        verifyNoInteractions(onMessage);
        verify(quarantine, never()).add(any(), any());
    }

    // RTU-21
    @Test
    void aBatchIsOneTransactionWithItsEffectsInOrder() throws Exception {
        List<ProcessedUpdate> processed =
                process(messages(), AccountType.PERSONAL, message("a", "m1"), message("b", "m2"), message("c", "m3"));

        verify(store.applied(), times(1))
                .applyOnce(
                        eq(AccountType.PERSONAL),
                        argThat(effects -> effects.stream()
                                .map(effect -> effect.ref().orElseThrow().value())
                                .toList()
                                .equals(List.of("a", "b", "c"))));
        verify(store.applied(), times(1)).applyOnce(any(), anyList());
        InOrder inOrder = Mockito.inOrder(onMessage);
        for (String id : List.of("m1", "m2", "m3")) {
            inOrder.verify(onMessage).apply(any(), eq(List.of(messageOf(id))));
        }
        assertThat(processed)
                .extracting(update -> update.ref().orElseThrow().value())
                .containsExactly("a", "b", "c");
    }

    // RTU-22
    @Test
    void aRefThatIsSeveralTimesInABatchIsAppliedOnce() throws Exception {
        List<ProcessedUpdate> processed = process(
                messages(),
                AccountType.PERSONAL,
                message("a", "m1"),
                message("b", "m2"),
                message("a", "m1"),
                message("a", "m1"));

        assertThat(processed.get(0)).isInstanceOf(Applied.class);
        assertThat(processed.get(1)).isInstanceOf(Applied.class);
        AlreadyProcessed again = new AlreadyProcessed(new Ref("a"), UpdateOutcome.PROCESSED);
        assertThat(processed.subList(2, 4)).containsExactly(again, again);
        verify(onMessage, times(1)).apply(any(), eq(List.of(messageOf("m1"))));
    }

    @Test
    void nothingToProcessAppliesNothing() {
        assertThat(process(messages(), AccountType.PERSONAL)).isEmpty();
        verify(store.applied(), never()).applyOnce(any(), anyList());
    }

    // RTU-15
    @Test
    void aResetReachesItsAction() throws Exception {
        UpdateActions.ResetAction onReset = mock();
        Update reset = new Update(new Ref("r"), true, Action.UPDATE, new RawEntities("reset", List.of(), "[]"));

        List<ProcessedUpdate> processed =
                process(UpdateActions.builder().onReset(onReset), AccountType.BUSINESS, received(reset));

        verify(onReset)
                .reload(new UpdateContext(
                        AccountType.BUSINESS, new Ref("r"), Action.UPDATE, true, store.transaction(), commands));
        assertThat(processed).containsExactly(new Applied(reset, List.of()));
    }

    // RTU-15
    @Test
    void aResetIsUnsupportedWhereNobodyReloads() {
        Update reset = new Update(new Ref("r"), true, Action.UPDATE, new RawEntities("reset", List.of(), "[]"));

        assertThat(process(messages(), AccountType.PERSONAL, received(reset)))
                .extracting(ProcessedUpdate::outcome)
                .containsExactly(UpdateOutcome.UNSUPPORTED);
    }

    private List<ProcessedUpdate> process(
            UpdateActions.Builder actions, AccountType account, ReceivedUpdate... updates) {
        return new ManageUpdate(actions.build(), store.applied(), store.attempts(), quarantine, entities, clock)
                .process(account, List.of(updates), commands);
    }

    private UpdateActions.Builder messages() {
        return UpdateActions.builder().on(Action.NEW, EntityTypes.MESSAGE, onMessage);
    }

    private ReceivedUpdate message(String ref, String id) {
        RawEntities raw = raw("message", id);
        when(entities.decode(EntityTypes.MESSAGE, raw)).thenReturn(Entities.of(EntityTypes.MESSAGE, messageOf(id)));
        return received(new Update(new Ref(ref), false, Action.NEW, raw));
    }

    private static Message messageOf(String id) {
        return new Message(id, null, null, null, null);
    }

    private static RawEntities raw(String type, String id) {
        return new RawEntities(type, List.of(id), "[{\"id\":\"" + id + "\"}]");
    }

    private static ReceivedUpdate received(Update update) {
        return new ReceivedUpdate.WellFormed(update, "text of " + update.ref());
    }

    private static List<UpdateAction<?>> registerAllBut(
            Action action, EntityType<?> type, UpdateActions.Builder actions) {
        List<UpdateAction<?>> registered = new ArrayList<>();
        for (Action otherAction : List.of(Action.NEW, Action.UPDATE, Action.DELETE)) {
            for (EntityType<?> otherType : EntityTypes.BUILT_IN) {
                if (!otherAction.equals(action) || !otherType.equals(type)) {
                    registered.add(register(otherAction, otherType, actions));
                }
            }
        }
        return registered;
    }

    private static <E extends Entity> UpdateAction<E> register(
            Action action, EntityType<E> type, UpdateActions.Builder actions) {
        UpdateAction<E> specific = mock();
        actions.on(action, type, specific);
        return specific;
    }
}
