package org.realtimeupdates.adapter.cli;

import org.realtimeupdates.domain.Entity;

/** An entity of which only the id matters. */
public record AnyEntity(String id) implements Entity {}
