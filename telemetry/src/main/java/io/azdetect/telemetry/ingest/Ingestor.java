package io.azdetect.telemetry.ingest;

import static java.util.Objects.requireNonNull;

import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.mapping.Origin;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings raw logs into a workspace.
 *
 * <p>Every record ends as a row, as a duplicate that is skipped, or in the {@link Quarantine}. A record is a duplicate if
 * one of equal content is in the workspace: the same JSON, whatever its white space, the order of its members and the file
 * that it comes in. Records that repeat within one file are different ones as long as they are less than {@value
 * FileRun#WINDOW} records apart, since two equal lines of a log can be two events; so the workspace holds each record as
 * often as the file that repeats it most.
 *
 * <p>What is written is whole: when something ends an ingestion (a full disk, say), the records up to then are there and
 * doing it again adds the rest.
 */
public final class Ingestor {
    private final Workspace workspace;
    private final Clock clock;
    private Consumer<IngestProgress> progress = p -> {};

    public Ingestor(Workspace workspace, Clock clock) {
        this.workspace = requireNonNull(workspace, "workspace");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Tells how far it is, on the thread that ingests: after every file, and often within large ones. */
    public Ingestor onProgress(Consumer<IngestProgress> listener) {
        progress = requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Ingests files and what is in folders.
     *
     * @throws io.azdetect.engine.StoreException if the store cannot be written
     */
    public IngestReport ingest(List<Path> paths) {
        try (IngestRun run = new IngestRun(workspace, clock, progress)) {
            return run.files(paths, path -> Origin.ofPath(path.toString()));
        }
    }

    /**
     * Ingests files whose rows belong to a table that the caller names; records that say what they are go where they
     * belong.
     */
    public IngestReport ingest(String table, List<Path> paths) {
        Origin origin = Origin.ofTable(table);
        try (IngestRun run = new IngestRun(workspace, clock, progress)) {
            return run.files(paths, path -> origin);
        }
    }

    /**
     * Ingests what a stream holds.
     *
     * @param name what to call it, like the name of a file
     */
    public IngestReport ingest(InputStream in, String name) {
        try (IngestRun run = new IngestRun(workspace, clock, progress)) {
            return run.stream(in, name);
        }
    }
}
