package org.realtimeupdates.adapter.cli.kill;

import java.util.List;

/**
 * What came of a run.
 *
 * @param published how many updates the server confirmed
 * @param applied how many the app said it has applied
 * @param violations of the promise, in words
 */
record KillReport(int kills, int published, long applied, List<String> violations) {}
