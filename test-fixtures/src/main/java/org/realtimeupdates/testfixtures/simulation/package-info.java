/** Whole histories of an app and its server in one thread, under virtual time and a seed, with faults everywhere. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.testfixtures.simulation;
