package io.azdetect.azure.remote;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.arm.AzureException;
import io.azdetect.azure.arm.LoginException;
import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Evaluation;
import io.azdetect.catalog.Hunt;
import io.azdetect.catalog.HuntResult;
import io.azdetect.catalog.TextReplay;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.DatabaseSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Evaluates detections in Azure, now or as they would have been evaluated. As many queries run at once as a login may. */
public final class RemoteHunt {
    private final RemoteDatabase database;
    private final Duration timeLimit;

    /** @param timeLimit how long each query may take */
    public RemoteHunt(RemoteDatabase database, Duration timeLimit) {
        this.database = requireNonNull(database, "database");
        this.timeLimit = requireNonNull(timeLimit, "timeLimit");
    }

    /** What came of one detection. */
    private record Evaluated(Detection detection, List<Alert> alerts, Optional<String> failure) {}

    /**
     * What each detection finds in one evaluation now, over its period, and which of them could not run or saw only a part.
     *
     * @param now the end of what they look at
     * @throws LoginException when nobody is logged in
     */
    public HuntResult run(List<Detection> detections, Instant now, Hunt.Progress progress) {
        AtomicInteger done = new AtomicInteger();
        List<Callable<Evaluated>> tasks = new ArrayList<>();
        for (Detection detection : detections) {
            tasks.add(() -> {
                Evaluated evaluated = evaluate(detection, now);
                progress.finished(detection, done.incrementAndGet(), detections.size());
                return evaluated;
            });
        }
        Duration longest = detections.stream()
                .map(d -> d.schedule().period())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return result(sideBySide(tasks), now.minus(longest), now);
    }

    private Evaluated evaluate(Detection detection, Instant now) {
        try {
            RemoteResult result = database.query(
                    detection.query(), Optional.of(detection.schedule().period().toString()), timeLimit);
            return new Evaluated(
                    detection,
                    Evaluation.alerts(detection, now, result.columns(), result.rows()),
                    result.partial().map(why -> "it saw only a part: " + why));
        } catch (LoginException e) {
            throw e;
        } catch (AzureException | IllegalArgumentException e) {
            return new Evaluated(detection, List.of(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /**
     * What the detections would have raised, had they been evaluated in a range of the past, and which of them could not be
     * or saw only a part.
     *
     * @param schema the tables and functions that their queries may name
     * @param from records before this raise no alerts, and yet count for detections that look back
     * @param to records from this on are not seen
     * @throws LoginException when nobody is logged in
     */
    public HuntResult replay(
            List<Detection> detections, DatabaseSchema schema, Instant from, Instant to, Hunt.Progress progress) {
        AtomicInteger done = new AtomicInteger();
        List<Supplier<Evaluated>> replays = new ArrayList<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Detection detection : detections) {
            Runnable finished = () -> progress.finished(detection, done.incrementAndGet(), detections.size());
            try {
                DetectionReplay replay =
                        new DetectionReplay(database, timeLimit, new TextReplay(detection, schema, from, to), finished);
                tasks.addAll(replay.tasks());
                replays.add(() -> new Evaluated(detection, replay.alerts(), replay.failure()));
            } catch (KqlException e) {
                String reason = "it cannot be carried out over a range of time: " + e.getMessage();
                replays.add(() -> new Evaluated(detection, List.of(), Optional.of(reason)));
                finished.run();
            }
        }
        sideBySide(tasks);
        return result(replays.stream().map(Supplier::get).toList(), from, to);
    }

    private <T> List<T> sideBySide(List<Callable<T>> tasks) {
        ExecutorService workers = Executors.newFixedThreadPool(database.mostAtOnce());
        try {
            List<T> all = new ArrayList<>();
            for (Future<T> future : workers.invokeAll(tasks)) {
                all.add(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AzureException("stopped before all was looked at", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LoginException login ? login : new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private static HuntResult result(List<Evaluated> all, Instant from, Instant to) {
        List<Alert> alerts = all.stream()
                .flatMap(e -> e.alerts().stream())
                .sorted(Hunt.ORDER)
                .toList();
        List<HuntResult.Failure> failures = all.stream()
                .filter(e -> e.failure().isPresent())
                .map(e -> new HuntResult.Failure(e.detection(), e.failure().get()))
                .toList();
        return new HuntResult(alerts, failures, Map.of(), Optional.of(from), Optional.of(to));
    }
}
