/** Networks and peers that misbehave on purpose. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.testfixtures.network;
