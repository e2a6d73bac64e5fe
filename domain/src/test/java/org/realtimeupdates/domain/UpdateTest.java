package org.realtimeupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RTU-10: what an update is made of. */
class UpdateTest {

    private static final Ref REF = new Ref("r");

    private static final RawEntities RAW =
            new RawEntities("message", List.of("m1"), "[{\"id\":\"m1\",\"text\":\"hush\"}]");

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> new Update(Nulls.nothing(), false, Action.NEW, RAW));
        assertThatNullPointerException().isThrownBy(() -> new Update(REF, false, Nulls.nothing(), RAW));
        assertThatNullPointerException().isThrownBy(() -> new Update(REF, false, Action.NEW, Nulls.nothing()));
    }

    @Test
    void newUpdateAndDeleteAreKnownActions() {
        assertThat(List.of(new Action("new"), new Action("update"), new Action("delete")))
                .containsExactly(Action.NEW, Action.UPDATE, Action.DELETE)
                .allMatch(Action::isKnown);
    }

    // RTU-14: not refused, only unknown.
    @ParameterizedTest
    @ValueSource(strings = {"archive", "New", "DELETE", ""})
    void anyOtherActionIsKeptAndUnknown(String name) {
        assertThat(new Action(name).isKnown()).isFalse();
        assertThat(new Action(name)).hasToString(name);
    }

    @Test
    void anActionHasAName() {
        assertThatNullPointerException().isThrownBy(() -> new Action(Nulls.nothing()));
    }

    @Test
    void rawEntitiesKnowTheirTypeAndIds() {
        assertThat(RAW.type()).isEqualTo("message");
        assertThat(RAW.ids()).containsExactly("m1");
    }

    @Test
    void rawEntitiesKeepTheirContentOutOfLogs() {
        assertThat(new Update(REF, false, Action.NEW, RAW).toString())
                .contains("RawEntities[message, 1 entities]")
                .doesNotContain("hush")
                .doesNotContain("m1");
    }

    @Test
    void entitiesKeepTheirContentOutOfLogs() {
        assertThat(Entities.of(EntityTypes.GROUP, new Group("g1", "hush"))).hasToString("Entities[group, 1 entities]");
    }

    @Test
    void rawEntitiesRefuseNull() {
        assertThatNullPointerException().isThrownBy(() -> new RawEntities(Nulls.nothing(), List.of(), "[]"));
        assertThatNullPointerException().isThrownBy(() -> new RawEntities("message", Nulls.nothing(), "[]"));
        assertThatNullPointerException().isThrownBy(() -> new RawEntities("message", List.of(), Nulls.nothing()));
    }

    @Test
    void entitiesTellTheirTypeAndIdsInOrder() {
        Entities<Group> groups =
                new Entities<>(EntityTypes.GROUP, List.of(new Group("g2", "Choir"), new Group("g1", null)));
        assertThat(groups.type()).isEqualTo("group");
        assertThat(groups.ids()).containsExactly("g2", "g1");
    }

    @Test
    void entitiesKeepTheirOwnList() {
        List<Group> given = new ArrayList<>(List.of(new Group("g1", null)));
        Entities<Group> groups = new Entities<>(EntityTypes.GROUP, given);
        given.clear();
        assertThat(groups).isEqualTo(Entities.of(EntityTypes.GROUP, new Group("g1", null)));
    }

    @Test
    void anEntityTypeHasANameOfOneTo128Characters() {
        assertThat(new EntityType<>("x".repeat(128), Group.class)).hasToString("x".repeat(128));
        for (String name : List.of("", " ", "x".repeat(129))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EntityType<>(name, Group.class))
                    .withMessage("name: 1 to 128 characters are allowed");
        }
        assertThatNullPointerException().isThrownBy(() -> new EntityType<>(Nulls.nothing(), Group.class));
        assertThatNullPointerException().isThrownBy(() -> new EntityType<>("group", Nulls.<Class<Group>>nothing()));
    }
}
