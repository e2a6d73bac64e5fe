package org.realtimeupdates.adapter.jsonb;

/** How a JSON value begins: objects and arrays are entered, all others are read whole. */
enum Token {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL
}
