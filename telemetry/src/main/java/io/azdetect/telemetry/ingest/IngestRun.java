package io.azdetect.telemetry.ingest;

import io.azdetect.engine.Database;
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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ingestion. The calling thread reads files into blocks and writes rows to the store; workers in between parse and map
 * blocks. Blocks are written in the order in which they were read.
 */
final class IngestRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestRun.class);

    /** The rows of DuckDB's unit of compression; a transaction that fills one writes it straight into the file. */
    private static final int ROW_GROUP = 122_880;

    private static final int REASONS = 100;
    private static final String OTHER_REASONS = "other reasons";

    /** Mixed into the identity of the second, third … record of equal content in a file. */
    private static final long REPEATED = 0x2545F4914F6CDD1DL;

    private final Clock clock;
    private final Instant started;
    private final long now;
    private final Consumer<IngestProgress> progress;
    private final Database database;
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

    private LogFile log;
    private FileRun file;
    private long bytesBefore;
    private boolean finished;
    private Map<String, Integer> inTransaction = Map.of();

    private record Pending(FileRun file, Future<MappedBlock> block) {}

    IngestRun(Workspace workspace, Clock clock, Consumer<IngestProgress> progress) {
        this.clock = clock;
        this.started = clock.instant();
        this.now = Ticks.of(started);
        this.progress = progress;
        this.database = workspace.database();
        this.seen = new SeenRecords(database);
        this.mapper = new RecordMapper(new TableLayouts(database.schema()));
        this.readers = ThreadLocal.withInitial(() -> new JsonRecord(seen.keyHigh(), seen.keyLow()));
        this.batch = new Batch(database, seen, now);
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
        Iterator<LocatedFile> remaining = found.files().iterator();
        return run(() -> {
            LocatedFile file = remaining.hasNext() ? remaining.next() : null;
            return file == null
                    ? null
                    : new Input(file.path().toString(), origins.apply(file.path()), () -> LogFile.open(file.path()));
        });
    }

    IngestReport stream(InputStream in, String name) {
        Iterator<Input> one = List.of(new Input(name, Origin.ofPath(name), () -> LogFile.open(in, name)))
                .iterator();
        return run(() -> one.hasNext() ? one.next() : null);
    }

    /** Something to read. */
    private record Input(String name, Origin origin, Opening opening) {}

    private interface Opening {
        LogFile open() throws IOException;
    }

    private IngestReport run(Supplier<Input> inputs) {
        while (!finished) {
            inTransaction = new HashMap<>();
            database.inTransaction(() -> {
                while (!finished && !isTransactionFull()) {
                    finished = !submitNext(inputs);
                    takeDown(finished ? 0 : ahead);
                }
                write();
            });
        }
        tell();
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

    /** Whether what was written since the last commit fills a row group of DuckDB's, so that it need not be written twice. */
    private boolean isTransactionFull() {
        return inTransaction.values().stream().anyMatch(rows -> rows >= ROW_GROUP);
    }

    /** Gives the next block to the workers; says whether there was one. */
    private boolean submitNext(Supplier<Input> inputs) {
        while (true) {
            if (log == null) {
                Input input = inputs.get();
                if (input == null) {
                    return false;
                }
                open(input);
                continue;
            }
            Block block = nextBlock();
            if (block != null) {
                FileRun of = file;
                pending.add(new Pending(
                        of, workers.submit(() -> MappedBlock.of(block, of.origin(), mapper, readers.get()))));
                return true;
            }
            closeFile();
        }
    }

    private void open(Input input) {
        file = new FileRun(input.name(), input.origin());
        bytesBefore = bytes;
        try {
            log = input.opening().open();
        } catch (IOException e) {
            quarantineFile(input.name(), Failures.reason(e));
            fileDone();
            return;
        }
        if (log.format() == LogFile.Format.OTHER) {
            if (LogFile.claimsToBeLog(input.name())) {
                quarantineFile(input.name(), "neither JSON nor CSV with a line of names");
            } else {
                ignored.add(input.name());
            }
        }
    }

    private Block nextBlock() {
        try {
            Block block = log.next();
            bytes = bytesBefore + log.bytesRead();
            return block;
        } catch (IOException e) {
            quarantineFile(file.name(), Failures.reason(e));
            return null;
        }
    }

    private void closeFile() {
        log.failure().ifPresent(why -> quarantineFile(file.name(), "cannot be read to its end: " + why));
        bytes = bytesBefore + log.bytesRead();
        try {
            log.close();
        } catch (IOException e) {
            LOG.debug("{} did not close", file.name(), e);
        }
        log = null;
        fileDone();
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
    }

    private void quarantineFile(String file, String reason) {
        records++;
        byte[] identity = (file + '\n' + reason).getBytes(StandardCharsets.UTF_8);
        JsonRecord reader = readers.get();
        reader.identifyText(identity, 0, identity.length);
        batch.add(Quarantine.row(now, file, 0L, reason, "", 0L), reader.identityHigh(), reader.identityLow());
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
            inTransaction.merge(table, rows.size(), Integer::sum);
            if (table.equals(Quarantine.TABLE)) {
                quarantined += rows.size();
                rows.forEach(row -> countReason(Quarantine.reason(row)));
            } else {
                tables.merge(table, (long) rows.size(), Long::sum);
            }
        });
        duplicates += written.duplicates();
        tell();
    }

    @Override
    public void close() {
        workers.shutdownNow();
        if (log != null) {
            try {
                log.close();
            } catch (IOException e) {
                LOG.debug("{} did not close", file.name(), e);
            }
        }
    }
}
