/** A sample: what an app remembers, in one file that only grows. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.sample.filestore;
