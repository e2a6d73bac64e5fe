package org.realtimeupdates.domain;

/** The content of a {@link SocketMessage}. */
public sealed interface Payload permits Command, Reply, Update {}
