/** Peers on other WebSocket libraries, in both roles, and the scenarios that each of them goes through. */
@org.jspecify.annotations.NullMarked
package org.realtimeupdates.adapter.cli.interoperability;
