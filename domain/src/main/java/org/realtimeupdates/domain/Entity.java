package org.realtimeupdates.domain;

/** Something updates tell about. Within an account, type and {@link #id()} name it [RTU-10]. */
public interface Entity {

    /** Never null. */
    String id();
}
