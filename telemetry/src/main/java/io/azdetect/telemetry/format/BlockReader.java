package io.azdetect.telemetry.format;

import java.io.IOException;

/** Reads a file block by block. */
public interface BlockReader {
    /** The next block, or null at the end. */
    Block next() throws IOException;
}
