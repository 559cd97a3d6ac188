package io.azdetect.telemetry.ingest;

import io.azdetect.telemetry.format.Block;
import io.azdetect.telemetry.format.RecordVisitor;
import io.azdetect.telemetry.mapping.Origin;
import io.azdetect.telemetry.mapping.RecordMapper;
import io.azdetect.telemetry.mapping.Row;
import io.azdetect.telemetry.record.JsonRecord;
import io.azdetect.telemetry.record.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of the records of one block: rows, and records to quarantine, each with its identity. */
final class MappedBlock implements RecordVisitor {
    /** How much of a record's text the quarantine keeps. */
    static final int KEPT_TEXT = 16 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(MappedBlock.class);

    private final JsonRecord json;
    private final RecordMapper mapper;
    private final Origin origin;
    private final int size;
    private final long lines;

    private final List<Outcome> outcomes = new ArrayList<>();

    /** A record's row or, where that is null, why it has none. */
    record Outcome(Row row, long high, long low, long line, String reason, String text, long length) {}

    private MappedBlock(Block block, Origin origin, RecordMapper mapper, JsonRecord json) {
        this.json = json;
        this.mapper = mapper;
        this.origin = origin;
        this.size = block.size();
        this.lines = block.forEach(this);
    }

    static MappedBlock of(Block block, Origin origin, RecordMapper mapper, JsonRecord json) {
        return new MappedBlock(block, origin, mapper, json);
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** The block's size in bytes. */
    int size() {
        return size;
    }

    /** How many lines the block has beyond those that its records count themselves. */
    long lines() {
        return lines;
    }

    @Override
    public void record(byte[] data, int from, int to, long line) {
        try {
            json.read(data, from, to);
            outcomes.add(new Outcome(
                    mapper.map(json, origin), json.identityHigh(), json.identityLow(), line, null, null, 0));
        } catch (MalformedRecordException e) {
            broken(data, from, to, line, (long) to - from, e.getMessage());
        } catch (RuntimeException e) {
            // A record that nobody thought of must not end the run.
            LOG.warn("line {} of a block could not be mapped", line, e);
            broken(data, from, to, line, (long) to - from, "could not be mapped: " + e);
        }
    }

    @Override
    public void broken(byte[] data, int from, int to, long line, long length, String reason) {
        json.identifyText(data, from, to);
        String text = new String(data, from, Math.min(to - from, KEPT_TEXT), StandardCharsets.UTF_8);
        outcomes.add(new Outcome(null, json.identityHigh(), json.identityLow(), line, reason, text, length));
    }
}
