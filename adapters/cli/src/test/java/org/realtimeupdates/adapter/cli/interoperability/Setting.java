package org.realtimeupdates.adapter.cli.interoperability;

/** What a scenario works with. */
interface Setting extends AutoCloseable {

    /** Ends what the scenario left running. */
    @Override
    void close();
}
