package org.realtimeupdates.domain;

import java.util.Objects;

/**
 * What happened to the entities of an update. {@link #NEW}, {@link #UPDATE} and {@link #DELETE} are known to every app;
 * another name comes from a newer server and is kept as it is [RTU-14].
 *
 * @param name the name on the wire
 */
public record Action(String name) {

    public static final Action NEW = new Action("new");
    public static final Action UPDATE = new Action("update");
    public static final Action DELETE = new Action("delete");

    public Action {
        Objects.requireNonNull(name, "name");
    }

    /** Whether it is one of the three of this protocol version. */
    public boolean isKnown() {
        return equals(NEW) || equals(UPDATE) || equals(DELETE);
    }

    @Override
    public String toString() {
        return name;
    }
}
