/** Networks that fail at every byte, and both halves that must be in sync again. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.adapter.cli.faults;
