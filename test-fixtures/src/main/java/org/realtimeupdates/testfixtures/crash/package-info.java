/** An application dies at every call of a port, starts again, and must have done the same. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.testfixtures.crash;
