package org.realtimeupdates.testfixtures.simulation;

/**
 * One occurrence of a fault in a history.
 *
 * @param occasion its place among the occasions for that fault, from 0
 */
public record FaultId(Fault fault, int occasion) {

    @Override
    public String toString() {
        return fault + ":" + occasion;
    }

    /** What {@link #toString} wrote. */
    public static FaultId parse(String text) {
        int colon = text.indexOf(':');
        return new FaultId(Fault.valueOf(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
