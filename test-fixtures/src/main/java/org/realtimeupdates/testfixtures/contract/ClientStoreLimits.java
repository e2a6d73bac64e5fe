package org.realtimeupdates.testfixtures.contract;

/**
 * How much the store of a contract test may hold; small, so that a test can fill it.
 *
 * @param quarantined how many updates with a ref the quarantine holds before it is full
 * @param unreadable how many updates without a ref it keeps
 * @param commands how many commands the outbox holds before it is full
 */
public record ClientStoreLimits(int quarantined, int unreadable, int commands) {}
