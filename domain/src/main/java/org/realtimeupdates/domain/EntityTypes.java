package org.realtimeupdates.domain;

import java.util.List;

/** The entity types that every app knows [RTU-12], and {@code reset} [RTU-15]. */
public final class EntityTypes {

    public static final EntityType<Message> MESSAGE = new EntityType<>("message", Message.class);
    public static final EntityType<Profile> PROFILE = new EntityType<>("profile", Profile.class);
    public static final EntityType<Group> GROUP = new EntityType<>("group", Group.class);
    public static final EntityType<Member> MEMBER = new EntityType<>("member", Member.class);

    /** The four kinds of entity, without {@code reset}. */
    public static final List<EntityType<?>> BUILT_IN = List.of(MESSAGE, PROFILE, GROUP, MEMBER);

    /** The payload type that says "updates of this account were let go: reload its state". Has no entities. */
    public static final String RESET = "reset";

    private EntityTypes() {}
}
