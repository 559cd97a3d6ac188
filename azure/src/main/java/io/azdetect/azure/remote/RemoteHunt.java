package io.azdetect.azure.remote;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.arm.AzureException;
import io.azdetect.azure.arm.LoginException;
import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Evaluation;
import io.azdetect.catalog.Hunt;
import io.azdetect.catalog.HuntResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Evaluates each detection once on a workspace, now, as its rule would: over its period, in Azure. Several run at once, as
 * many as the service allows a login.
 */
public final class RemoteHunt {
    private final RemoteWorkspace workspace;
    private final Duration timeLimit;

    /** @param timeLimit how long each query may take */
    public RemoteHunt(RemoteWorkspace workspace, Duration timeLimit) {
        this.workspace = requireNonNull(workspace, "workspace");
        this.timeLimit = requireNonNull(timeLimit, "timeLimit");
    }

    private record Evaluated(Detection detection, List<Alert> alerts, Optional<String> failure) {}

    /**
     * What the detections find, and which of them could not run or saw only a part.
     *
     * @param now the end of what they look at
     * @throws LoginException when nobody is logged in
     */
    public HuntResult run(List<Detection> detections, Instant now, Hunt.Progress progress) {
        AtomicInteger done = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(RemoteWorkspace.MOST_AT_ONCE);
        List<Evaluated> all = new ArrayList<>();
        try {
            List<Callable<Evaluated>> tasks = new ArrayList<>();
            for (Detection detection : detections) {
                tasks.add(() -> {
                    Evaluated evaluated = evaluate(detection, now);
                    progress.finished(detection, done.incrementAndGet(), detections.size());
                    return evaluated;
                });
            }
            for (Future<Evaluated> future : workers.invokeAll(tasks)) {
                all.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AzureException("stopped before all was looked at", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LoginException login ? login : new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
        return result(all, now);
    }

    private Evaluated evaluate(Detection detection, Instant now) {
        try {
            RemoteResult result = workspace.query(
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

    private static HuntResult result(List<Evaluated> all, Instant now) {
        List<Alert> alerts = all.stream()
                .flatMap(e -> e.alerts().stream())
                .sorted(Comparator.comparing(Alert::time)
                        .thenComparing(a -> a.detection().slug()))
                .toList();
        List<HuntResult.Failure> failures = all.stream()
                .filter(e -> e.failure().isPresent())
                .map(e -> new HuntResult.Failure(e.detection(), e.failure().get()))
                .toList();
        Duration longest = all.stream()
                .map(e -> e.detection().schedule().period())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Map<String, Long> unknown = new LinkedHashMap<>();
        return new HuntResult(alerts, failures, unknown, Optional.of(now.minus(longest)), Optional.of(now));
    }
}
