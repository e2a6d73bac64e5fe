/** Builders, recorders and doubles for tests of applications and adapters. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.testfixtures;
