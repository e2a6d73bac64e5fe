/** What reading and writing an update costs, by JMH. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.benchmarks.codec;
