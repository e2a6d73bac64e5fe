package org.realtimeupdates.testfixtures.simulation;

import java.util.List;
import org.realtimeupdates.domain.Ref;

/** What the oracle knows of one update in one mailbox. */
final class ModelEntry {

    final Ref ref;
    final int index;
    final String frame;
    final boolean reset;
    final String type;
    final List<String> ids;
    final boolean silent;

    /** Whether the server has let go of it without a reply. */
    boolean letGo;

    boolean sent;
    boolean replied;
    boolean removed;
    int applied;
    int notified;

    /** Its place in the quarantine; 0 when it is not there. */
    long quarantined;

    boolean wasQuarantined;
    boolean discarded;

    ModelEntry(Ref ref, int index, String frame, boolean reset) {
        this.ref = ref;
        this.index = index;
        this.frame = frame;
        this.reset = reset;
        int payload = frame.indexOf("\"payload\":{\"type\":\"");
        int from = payload + 19;
        this.type = payload < 0 ? "" : frame.substring(from, frame.indexOf('"', from));
        this.ids = IdText.ids(frame);
        this.silent = frame.contains("\"silent\":true");
    }

    /** Whether the app has to do nothing more before it may go on to the next one. */
    boolean isSettled() {
        return applied > 0 || wasQuarantined || letGo;
    }

    boolean sharesEntityWith(ModelEntry other) {
        return type.equals(other.type) && ids.stream().anyMatch(other.ids::contains);
    }

    @Override
    public String toString() {
        return ref + (reset ? " (reset)" : "");
    }

    /** The ids in a frame. */
    private static final class IdText {

        private IdText() {}

        static List<String> ids(String frame) {
            List<String> ids = new java.util.ArrayList<>(2);
            int at = frame.indexOf("\"id\":\"");
            while (at >= 0) {
                int end = frame.indexOf('"', at + 6);
                ids.add(frame.substring(at + 6, end));
                at = frame.indexOf("\"id\":\"", end);
            }
            return List.copyOf(ids);
        }
    }
}
