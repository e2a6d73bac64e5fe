package org.realtimeupdates.adapter.jsonb;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Member;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Profile;

/** What entities of the built-in types must be read as, by RTU-12 and Jackson's reading of the JSON. */
final class EntityOracle {

    private static final Map<EntityType<?>, Set<String>> FIELDS = Map.of(
            EntityTypes.MESSAGE, Set.of("group", "sender", "text", "sentAt"),
            EntityTypes.PROFILE, Set.of("name", "about", "avatar"),
            EntityTypes.GROUP, Set.of("name"),
            EntityTypes.MEMBER, Set.of("group", "profile", "role"));

    private EntityOracle() {}

    /** The entities; empty where they break a rule. */
    static Optional<List<Entity>> read(EntityType<?> type, String json) {
        Optional<JsonTree.Node> node = JsonTree.read(json);
        if (node.isEmpty() || !(node.get() instanceof JsonTree.Arr array) || !TreeRules.areKept(array, 1, json)) {
            return Optional.empty();
        }
        List<Entity> entities = new ArrayList<>();
        for (JsonTree.Node element : array.elements()) {
            if (!(element instanceof JsonTree.Obj object)) {
                return Optional.empty();
            }
            Optional<Entity> entity = entity(type, object);
            if (entity.isEmpty()) {
                return Optional.empty();
            }
            entities.add(entity.get());
        }
        return Optional.of(entities);
    }

    private static Optional<Entity> entity(EntityType<?> type, JsonTree.Obj object) {
        String id = text(object, "id");
        if (id == null) {
            return Optional.empty();
        }
        for (String field : FIELDS.getOrDefault(type, Set.of())) {
            if (!object.all(field).isEmpty() && text(object, field) == null) {
                return Optional.empty();
            }
        }
        if (type.equals(EntityTypes.PROFILE)) {
            return Optional.of(new Profile(id, text(object, "name"), text(object, "about"), text(object, "avatar")));
        }
        if (type.equals(EntityTypes.GROUP)) {
            return Optional.of(new Group(id, text(object, "name")));
        }
        if (type.equals(EntityTypes.MEMBER)) {
            return Optional.of(new Member(id, text(object, "group"), text(object, "profile"), text(object, "role")));
        }
        return message(id, object);
    }

    private static Optional<Entity> message(String id, JsonTree.Obj object) {
        try {
            String sentAt = text(object, "sentAt");
            return Optional.of(new Message(
                    id,
                    text(object, "group"),
                    text(object, "sender"),
                    text(object, "text"),
                    sentAt == null ? null : Instant.parse(sentAt)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonTree.Obj object, String key) {
        return FrameOracle.text(object.all(key)).orElse(null);
    }
}
