/** Programs that measure; each is one documented command, see {@code docs/performance.md}. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.benchmarks;
