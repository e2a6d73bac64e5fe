/** One abstract test class a port: an adapter extends it and passes. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.testfixtures.contract;
