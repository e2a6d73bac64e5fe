package org.realtimeupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RTU-12: the built-in entity types and their fields. */
class BuiltInEntitiesTest {

    @Test
    void messageProfileGroupAndMemberAreBuiltIn() {
        assertThat(EntityTypes.BUILT_IN)
                .extracting(EntityType::name)
                .containsExactly("message", "profile", "group", "member");
    }

    // RTU-15
    @Test
    void aResetIsNoKindOfEntity() {
        assertThat(EntityTypes.RESET).isEqualTo("reset");
        assertThat(EntityTypes.BUILT_IN).extracting(EntityType::name).doesNotContain("reset");
    }

    @Test
    void theirFieldsAreThoseOfTheWire() {
        assertThat(fields(Message.class)).containsExactly("id", "group", "sender", "text", "sentAt");
        assertThat(fields(Profile.class)).containsExactly("id", "name", "about", "avatar");
        assertThat(fields(Group.class)).containsExactly("id", "name");
        assertThat(fields(Member.class)).containsExactly("id", "group", "profile", "role");
    }

    @Test
    void everyFieldButTheIdIsOptional() {
        assertThat(List.of(
                        new Message("1", null, null, null, null),
                        new Profile("1", null, null, null),
                        new Group("1", null),
                        new Member("1", null, null, null)))
                .extracting(Entity::id)
                .containsOnly("1");
    }

    @Test
    void theIdIsAlwaysThere() {
        assertThatNullPointerException().isThrownBy(() -> new Message(Nulls.nothing(), null, null, null, null));
        assertThatNullPointerException().isThrownBy(() -> new Profile(Nulls.nothing(), null, null, null));
        assertThatNullPointerException().isThrownBy(() -> new Group(Nulls.nothing(), null));
        assertThatNullPointerException().isThrownBy(() -> new Member(Nulls.nothing(), null, null, null));
    }

    private static List<String> fields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
