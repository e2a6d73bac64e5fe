package org.realtimeupdates.adapter.avaje;

import io.avaje.jsonb.Json;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Member;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Profile;

/** Has adapters made for the built-in types: the domain knows no JSON. */
@Json.Import({Message.class, Profile.class, Group.class, Member.class})
interface BuiltInEntities {}
