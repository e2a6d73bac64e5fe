/** Time and threads in the hands of a test. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.testfixtures.time;
