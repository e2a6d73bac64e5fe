package org.realtimeupdates.application.client;

/** What comes to a {@link Lane}, in the order of the wire. */
sealed interface LaneItem {

    record Update(ReceivedUpdate update) implements LaneItem {}

    record BacklogStarted(int pending) implements LaneItem {}

    record CaughtUp() implements LaneItem {}

    /** The message that the items before it came in is done with. */
    record Consumed(Runnable callback) implements LaneItem {}
}
