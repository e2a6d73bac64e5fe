package org.realtimeupdates.domain;

import java.util.List;

/** The entities of an update: as objects, or as the JSON text they travel as. */
public sealed interface UpdatePayload permits Entities, RawEntities {

    /** The payload type on the wire. */
    String type();

    /** The ids of the entities, in order. */
    List<String> ids();
}
