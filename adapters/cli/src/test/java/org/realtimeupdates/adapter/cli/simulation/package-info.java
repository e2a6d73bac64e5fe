/** Simulated histories with the real codec, and the wrong parts that they must find. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.adapter.cli.simulation;
