package io.azdetect.telemetry.format;

import java.io.IOException;
import java.io.InputStream;

/** Reads JSON of any layout. */
final class JsonBlocks implements BlockReader {
    private final JsonCutter cutter;

    JsonBlocks(InputStream in) {
        cutter = new JsonCutter(in);
    }

    @Override
    public Block next() throws IOException {
        Block block = Block.ofRecords();
        while (!block.isFull() && cutter.next()) {
            cutter.addTo(block);
        }
        return block.isEmpty() ? null : block;
    }
}
