package io.azdetect.cli.standin;

/** What goes wrong with one request. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** Too many requests; try again in a while. */
    BUSY,
    /** An error inside Azure, before anything was done. */
    BROKEN,
    /** Not available. */
    UNAVAILABLE,
    /** It took longer than a gateway waits. */
    TOO_LONG,
    /** The connection ends before the request was looked at. */
    DROPPED_BEFORE,
    /** The connection ends when all was done, and nobody is told. */
    DROPPED_AFTER,
    /** The connection ends in the middle of the answer. */
    DROPPED_WITHIN,
    /** All was done, and Azure says that there was an error. */
    BROKEN_AFTER,
    /** Somebody else is at it. */
    CONFLICT,
    /** The version that was named is not the latest. */
    PRECONDITION
}
