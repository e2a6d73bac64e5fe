package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Profile;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdatePayload;

class UpdateActionsTest {

    private static final Group CHOIR = new Group("g1", "Choir");
    private static final Group TEAM = new Group("g2", "Team");
    private static final RawEntities GROUPS = new RawEntities("group", List.of("g1", "g2"), "[…]");
    private static final RawEntities POLL = new RawEntities("poll", List.of("x"), "[…]");
    private static final RawEntities RESET = new RawEntities("reset", List.of(), "[]");

    private final Transaction transaction = mock();
    private final FollowUpCommands commands = mock();
    private final EntityStore copies = mock();
    private final EntityCodec codec = mock();
    private final UpdateAction<Group> first = mock();
    private final UpdateAction<Group> second = mock();

    @Test
    void aLaterActionTakesThePlaceOfAnEarlierOne() throws Exception {
        apply(
                UpdateActions.builder()
                        .keepCopies(copies, EntityTypes.BUILT_IN)
                        .on(Action.NEW, EntityTypes.GROUP, first)
                        .on(Action.NEW, EntityTypes.GROUP, second),
                Action.NEW,
                GROUPS);

        verify(second).apply(context(Action.NEW), List.of(CHOIR, TEAM));
        verifyNoInteractions(first, copies);
    }

    @Test
    void overridingOneActionLeavesTheOthersOfTheTypeAlone() throws Exception {
        UpdateActions.Builder actions = UpdateActions.builder()
                .keepCopies(copies, EntityTypes.BUILT_IN)
                .on(Action.NEW, EntityTypes.GROUP, first);

        apply(actions, Action.DELETE, GROUPS);

        verify(copies).delete(transaction, AccountType.BUSINESS, EntityTypes.GROUP, "g1");
        verifyNoInteractions(first);
    }

    // RTU-14
    @Test
    void itIsKnownWhatThereIsAnActionFor() {
        UpdateActions groups =
                UpdateActions.builder().on(Action.NEW, EntityTypes.GROUP, first).build();
        assertThat(groups.take(update(Action.NEW, GROUPS))).isTrue();
        assertThat(groups.take(update(Action.DELETE, GROUPS))).isFalse();
        assertThat(groups.take(update(Action.NEW, POLL))).isFalse();
        assertThat(groups.take(update(Action.UPDATE, RESET))).isFalse();

        UpdateActions all = UpdateActions.builder()
                .onOtherTypes((context, raw) -> {})
                .onReset(context -> {})
                .build();
        assertThat(all.take(update(Action.NEW, POLL))).isTrue();
        assertThat(all.take(update(Action.UPDATE, RESET))).isTrue();
        assertThat(all.take(update(new Action("archive"), POLL))).isFalse();
    }

    @Test
    void copiesAreSavedByNewAndUpdate() throws Exception {
        for (Action action : List.of(Action.NEW, Action.UPDATE)) {
            EntityStore store = mock();
            apply(UpdateActions.builder().keepCopies(store, EntityTypes.BUILT_IN), action, GROUPS);

            InOrder inOrder = inOrder(store);
            inOrder.verify(store).save(transaction, AccountType.BUSINESS, EntityTypes.GROUP, CHOIR);
            inOrder.verify(store).save(transaction, AccountType.BUSINESS, EntityTypes.GROUP, TEAM);
            verifyNoMoreInteractions(store);
        }
    }

    @Test
    void copiesAreRemovedByDelete() throws Exception {
        apply(UpdateActions.builder().keepCopies(copies, EntityTypes.BUILT_IN), Action.DELETE, GROUPS);

        verify(copies).delete(transaction, AccountType.BUSINESS, EntityTypes.GROUP, "g1");
        verify(copies).delete(transaction, AccountType.BUSINESS, EntityTypes.GROUP, "g2");
        verifyNoMoreInteractions(copies);
    }

    // RTU-15
    @Test
    void copiesOfTheAccountAreClearedByAReset() throws Exception {
        apply(UpdateActions.builder().keepCopies(copies, EntityTypes.BUILT_IN), Action.UPDATE, RESET);

        verify(copies).clear(transaction, AccountType.BUSINESS);
        verifyNoMoreInteractions(copies);
    }

    // RTU-15
    @Test
    void theAppsOwnResetTakesThePlaceOfClearing() throws Exception {
        UpdateActions.ResetAction onReset = mock();

        apply(UpdateActions.builder().keepCopies(copies, EntityTypes.BUILT_IN).onReset(onReset), Action.UPDATE, RESET);

        verify(onReset).reload(context(Action.UPDATE));
        verifyNoInteractions(copies);
    }

    @Test
    void copiesAreKeptOfTheNamedTypesAlone() {
        UpdateActions actions = UpdateActions.builder()
                .keepCopies(copies, List.of(EntityTypes.PROFILE))
                .build();

        assertThat(actions.bind(update(Action.NEW, GROUPS), codec)).isEmpty();
    }

    @Test
    void anotherActionFollowsInTheSameTransaction() throws Exception {
        when(first.andThen(second)).thenCallRealMethod();

        apply(UpdateActions.builder().on(Action.NEW, EntityTypes.GROUP, first.andThen(second)), Action.NEW, GROUPS);

        InOrder inOrder = inOrder(first, second);
        inOrder.verify(first).apply(context(Action.NEW), List.of(CHOIR, TEAM));
        inOrder.verify(second).apply(context(Action.NEW), List.of(CHOIR, TEAM));
    }

    @Test
    void anotherActionDoesNotFollowOneThatFailed() throws Exception {
        UpdateAction<Group> failing = (context, entities) -> {
            throw new IllegalStateException("no");
        };

        assertThatThrownBy(() -> failing.andThen(second).apply(context(Action.NEW), List.of(CHOIR)))
                .hasMessage("no");
        verifyNoInteractions(second);
    }

    // RTU-14
    @Test
    void otherTypesCanBeTakenAsTheyTravel() throws Exception {
        UpdateActions.RawUpdateAction others = mock();

        apply(UpdateActions.builder().onOtherTypes(others), Action.NEW, POLL);

        verify(others).apply(context(Action.NEW), POLL);
        verifyNoInteractions(codec);
    }

    // RTU-14
    @Test
    void whatTakesOtherTypesGetsNoResetAndNoUnknownAction() {
        UpdateActions.RawUpdateAction others = mock();
        UpdateActions actions = UpdateActions.builder().onOtherTypes(others).build();

        assertThat(actions.bind(update(Action.UPDATE, RESET), codec)).isEmpty();
        assertThat(actions.bind(update(new Action("archive"), POLL), codec)).isEmpty();
    }

    @Test
    void entitiesThatAreObjectsAlreadyAreTakenAsTheyAre() throws Exception {
        apply(
                UpdateActions.builder().on(Action.NEW, EntityTypes.GROUP, first),
                Action.NEW,
                Entities.of(EntityTypes.GROUP, CHOIR));

        verify(first).apply(context(Action.NEW), List.of(CHOIR));
        verifyNoInteractions(codec);
    }

    @Test
    void entitiesThatDoNotFitAreTheCallersMatter() {
        when(codec.decode(EntityTypes.GROUP, GROUPS)).thenThrow(new MalformedEntitiesException("group: name", null));
        UpdateActions actions =
                UpdateActions.builder().on(Action.NEW, EntityTypes.GROUP, first).build();

        assertThatExceptionOfType(MalformedEntitiesException.class)
                .isThrownBy(() -> actions.bind(update(Action.NEW, GROUPS), codec));
    }

    @Test
    void applicationsBringTheirOwnTypes() throws Exception {
        record Poll(String id) implements Entity {}
        EntityType<Poll> type = new EntityType<>("poll", Poll.class);
        UpdateAction<Poll> onPoll = mock();
        when(codec.decode(type, POLL)).thenReturn(Entities.of(type, new Poll("x")));

        apply(UpdateActions.builder().on(Action.NEW, type, onPoll), Action.NEW, POLL);

        verify(onPoll).apply(context(Action.NEW), List.of(new Poll("x")));
    }

    @Test
    void onlyKnownActionsCanBeTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateActions.builder().on(new Action("archive"), EntityTypes.GROUP, first));
    }

    @Test
    void aResetIsNoTypeOfEntity() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> UpdateActions.builder().on(Action.NEW, new EntityType<>("reset", Group.class), first));
    }

    @Test
    void actionsOfOneTypeDoNotTakeAnother() throws Exception {
        UpdateAction<Profile> onProfile = mock();
        apply(
                UpdateActions.builder()
                        .on(Action.NEW, EntityTypes.PROFILE, onProfile)
                        .on(Action.NEW, EntityTypes.GROUP, first),
                Action.NEW,
                GROUPS);

        verifyNoInteractions(onProfile);
        verify(first).apply(any(), any());
    }

    private void apply(UpdateActions.Builder actions, Action action, UpdatePayload payload) throws Exception {
        when(codec.decode(EntityTypes.GROUP, GROUPS))
                .thenReturn(new Entities<>(EntityTypes.GROUP, List.of(CHOIR, TEAM)));
        actions.build()
                .bind(update(action, payload), codec)
                .orElseThrow()
                .action()
                .apply(context(action));
    }

    private UpdateContext context(Action action) {
        return new UpdateContext(AccountType.BUSINESS, new Ref("r"), action, false, transaction, commands);
    }

    private static Update update(Action action, UpdatePayload payload) {
        return new Update(new Ref("r"), false, action, payload);
    }
}
