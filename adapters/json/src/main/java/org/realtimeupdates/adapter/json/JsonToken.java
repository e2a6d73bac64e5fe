package org.realtimeupdates.adapter.json;

/** How a JSON value begins: objects and arrays are entered, all others are read whole. */
public enum JsonToken {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL
}
