package io.azdetect.telemetry.ingest;

import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.format.Block;
import io.azdetect.telemetry.format.LogFile;
import io.azdetect.telemetry.ingest.LogFiles.LocatedFile;
import io.azdetect.telemetry.ingest.MappedBlock.Outcome;
import io.azdetect.telemetry.mapping.Origin;
import io.azdetect.telemetry.mapping.RecordMapper;
import io.azdetect.telemetry.mapping.TableLayouts;
import io.azdetect.telemetry.record.JsonRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One ingestion. The calling thread reads files into blocks and writes rows to the store; workers in between parse and map
 * blocks. Blocks are written in the order in which they were read.
 */
final class IngestRun implements AutoCloseable {
    private static final int REASONS = 100;
    private static final String OTHER_REASONS = "other reasons";

    /** Mixed into the identity of the second, third … record of equal content in a file. */
    private static final long REPEATED = 0x2545F4914F6CDD1DL;

    private final Clock clock;
    private final Instant started;
    private final long now;
    private final Consumer<IngestProgress> progress;
    private final SeenRecords seen;
    private final RecordMapper mapper;
    private final ThreadLocal<JsonRecord> readers;
    private final ExecutorService workers;
    private final int ahead;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Batch batch;

    private final Map<String, Long> tables = new HashMap<>();
    private final Map<String, Long> reasons = new HashMap<>();
    private final List<String> ignored = new ArrayList<>();
    private long duplicates;
    private long quarantined;
    private long files;
    private long bytes;
    private long records;
    private long filesInAll;
    private long bytesInAll;

    private record Pending(FileRun file, Future<MappedBlock> block) {}

    IngestRun(Workspace workspace, Clock clock, Consumer<IngestProgress> progress) {
        this.clock = clock;
        this.started = clock.instant();
        this.now = Ticks.of(started);
        this.progress = progress;
        this.seen = new SeenRecords(workspace.database());
        this.mapper = new RecordMapper(new TableLayouts(workspace.database().schema()));
        this.readers = ThreadLocal.withInitial(() -> new JsonRecord(seen.keyHigh(), seen.keyLow()));
        this.batch = new Batch(workspace.database(), seen);
        int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
        this.ahead = threads + 2;
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "ingest");
            thread.setDaemon(true);
            return thread;
        });
    }

    IngestReport files(List<Path> paths, Function<Path, Origin> origins) {
        LogFiles found = LogFiles.under(paths);
        filesInAll = found.files().size();
        bytesInAll = found.files().stream().mapToLong(LocatedFile::size).sum();
        found.unreadable().forEach(u -> quarantineFile(u.path().toString(), u.reason()));
        for (LocatedFile file : found.files()) {
            long before = bytes;
            FileRun run = new FileRun(file.path().toString(), origins.apply(file.path()));
            try (LogFile log = LogFile.open(file.path())) {
                read(log, run);
            } catch (IOException e) {
                quarantineFile(run.name(), Failures.reason(e));
            }
            bytes = before + file.size();
            fileDone();
        }
        return report();
    }

    IngestReport stream(InputStream in, String name) {
        FileRun run = new FileRun(name, Origin.ofPath(name));
        try (LogFile log = LogFile.open(in, name)) {
            read(log, run);
        } catch (IOException e) {
            quarantineFile(name, Failures.reason(e));
        }
        fileDone();
        return report();
    }

    private void read(LogFile log, FileRun file) throws IOException {
        if (log.format() == LogFile.Format.OTHER) {
            if (LogFile.claimsToBeLog(file.name())) {
                quarantineFile(file.name(), "neither JSON nor CSV with a line of names");
            } else {
                ignored.add(file.name());
            }
            return;
        }
        long before = bytes;
        for (Block block = log.next(); block != null; block = log.next()) {
            Block next = block;
            pending.add(new Pending(
                    file, workers.submit(() -> MappedBlock.of(next, file.origin(), mapper, readers.get()))));
            bytes = before + log.bytesRead();
            takeDown(ahead);
        }
        if (log.failure().isPresent()) {
            quarantineFile(
                    file.name(), "cannot be read to its end: " + log.failure().get());
        }
    }

    private void fileDone() {
        files++;
        tell();
    }

    private void tell() {
        progress.accept(new IngestProgress(files, filesInAll, bytes, bytesInAll, records));
    }

    /** Takes finished blocks until no more than this many are on their way. */
    private void takeDown(int most) {
        while (pending.size() > most) {
            Pending next = pending.remove();
            take(next.file(), get(next.block()));
        }
    }

    private static MappedBlock get(Future<MappedBlock> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a block of records could not be mapped", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void take(FileRun file, MappedBlock block) {
        for (Outcome outcome : block.outcomes()) {
            records++;
            int occurrence = file.occurrence(outcome.high(), outcome.low());
            long high = outcome.high() + occurrence * REPEATED;
            if (outcome.row() != null) {
                batch.add(outcome.row(), high, outcome.low());
            } else {
                long line = file.lines() + outcome.line() + 1;
                quarantine(file.name(), line, outcome, high);
            }
        }
        file.addLines(block.lines());
        batch.addBytes(block.size());
        if (batch.isFull()) {
            write();
        }
    }

    private void quarantine(String file, long line, Outcome outcome, long high) {
        batch.add(
                Quarantine.row(now, file, line, outcome.reason(), outcome.text(), outcome.length()),
                high,
                outcome.low());
        countReason(outcome.reason());
    }

    private void quarantineFile(String file, String reason) {
        records++;
        byte[] identity = (file + '\n' + reason).getBytes(StandardCharsets.UTF_8);
        JsonRecord reader = readers.get();
        reader.identifyText(identity, 0, identity.length);
        batch.add(Quarantine.row(now, file, 0L, reason, "", 0L), reader.identityHigh(), reader.identityLow());
        countReason(reason);
    }

    private void countReason(String reason) {
        boolean known = reasons.containsKey(reason) || reasons.size() < REASONS;
        reasons.merge(known ? reason : OTHER_REASONS, 1L, Long::sum);
    }

    private void write() {
        if (batch.isEmpty()) {
            return;
        }
        Batch.Written written = batch.write();
        written.rows().forEach((table, rows) -> {
            if (table.equals(Quarantine.TABLE)) {
                quarantined += rows;
            } else {
                tables.merge(table, rows, Long::sum);
            }
        });
        duplicates += written.duplicates();
        tell();
    }

    private IngestReport report() {
        takeDown(0);
        write();
        return new IngestReport(
                tables,
                duplicates,
                quarantined,
                reasons,
                files,
                ignored,
                bytes,
                Duration.between(started, clock.instant()));
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
