package org.realtimeupdates.domain;

/** The answer to an update (app to server) or to a command (server to app). */
public sealed interface Reply extends Payload permits UpdateReply, CommandReply {}
