package io.azdetect.azure.remote;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.arm.AzureException;
import io.azdetect.azure.arm.LoginException;
import io.azdetect.catalog.Alert;
import io.azdetect.catalog.TextReplay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** One detection's evaluations in a range of the past, run part by part, perhaps on several threads. */
final class DetectionReplay {
    private final RemoteDatabase database;
    private final Duration timeLimit;
    private final TextReplay replay;
    private final Runnable finished;
    private final List<TextReplay.Rows> answers = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<String> failure = new AtomicReference<>();

    /** @param finished told when the last part is done */
    DetectionReplay(RemoteDatabase database, Duration timeLimit, TextReplay replay, Runnable finished) {
        this.database = requireNonNull(database, "database");
        this.timeLimit = requireNonNull(timeLimit, "timeLimit");
        this.replay = requireNonNull(replay, "replay");
        this.finished = requireNonNull(finished, "finished");
    }

    List<Callable<Void>> tasks() {
        List<TextReplay.Part> parts = replay.parts();
        AtomicInteger left = new AtomicInteger(parts.size());
        List<Callable<Void>> tasks = new ArrayList<>();
        for (TextReplay.Part part : parts) {
            tasks.add(() -> {
                run(part);
                if (left.decrementAndGet() == 0) {
                    finished.run();
                }
                return null;
            });
        }
        return tasks;
    }

    private void run(TextReplay.Part part) {
        if (failure.get() != null) {
            return; // What cannot be run in one part cannot in the others.
        }
        try {
            RemoteResult result = database.query(part.query(), Optional.of(part.from() + "/" + part.to()), timeLimit);
            if (result.partial().isEmpty()) {
                answers.add(new TextReplay.Rows(result.columns(), result.rows()));
            } else if (!runHalves(part)) {
                answers.add(new TextReplay.Rows(result.columns(), result.rows()));
                fail(part, result.partial().get());
            }
        } catch (TooMuchException e) {
            if (!runHalves(part)) {
                fail(part, e.getMessage());
            }
        } catch (LoginException e) {
            throw e;
        } catch (AzureException | IllegalArgumentException e) {
            fail(part, String.valueOf(e.getMessage()));
        }
    }

    /** Asks for the two halves of what was too much; false where there are none. */
    private boolean runHalves(TextReplay.Part part) {
        List<TextReplay.Part> halves = replay.halves(part);
        halves.forEach(this::run);
        return !halves.isEmpty();
    }

    private void fail(TextReplay.Part part, String reason) {
        failure.compareAndSet(null, "from " + part.from() + " to " + part.to() + ": " + reason);
    }

    /** What the parts that were answered found. */
    List<Alert> alerts() {
        return replay.alerts(answers);
    }

    /** Why not all of it was seen. */
    Optional<String> failure() {
        return Optional.ofNullable(failure.get())
                .map(reason -> answers.isEmpty() ? reason : "it saw only a part; " + reason);
    }
}
