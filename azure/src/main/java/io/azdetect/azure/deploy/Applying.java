package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.ArmException;
import io.azdetect.azure.arm.AzureException;
import io.azdetect.azure.arm.LoginException;
import io.azdetect.azure.deploy.Change.Action;
import io.azdetect.azure.deploy.Outcome.State;
import io.azdetect.azure.deploy.Planner.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does what a plan says and nothing else. Before each resource is written it is read again: where it is not any more what the
 * plan saw, it is left alone, unless it already is what is wanted. So two who apply at once do not undo each other's work,
 * and a run that broke off is finished by the next one.
 */
public final class Applying {
    private static final int MOST_TRIES = 6;
    private static final Duration AFTER_CONFLICT = Duration.ofSeconds(3);

    private final Arm arm;
    private volatile boolean hopeless;

    public Applying(Arm arm) {
        this.arm = requireNonNull(arm, "arm");
    }

    /** Told of each change when it is over; by several threads. */
    @FunctionalInterface
    public interface Progress {
        /** Does nothing. */
        Progress NONE = (outcome, done, all) -> {};

        void finished(Outcome outcome, int done, int all);
    }

    /** Does what a plan says; the outcomes are in the plan's order. */
    public List<Outcome> apply(Plan plan, Progress progress) {
        List<Change> acting = plan.acting();
        AtomicInteger done = new AtomicInteger();
        int parallel = acting.stream().mapToInt(c -> c.kind().parallel()).min().orElse(1);
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(parallel, acting.size())));
        try {
            List<Callable<Outcome>> tasks = new ArrayList<>();
            for (Change change : acting) {
                tasks.add(() -> {
                    Outcome outcome = outcome(change);
                    progress.finished(outcome, done.incrementAndGet(), acting.size());
                    return outcome;
                });
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : workers.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AzureException("stopped before all was done; run the command again to finish", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private Outcome outcome(Change change) {
        if (hopeless) {
            return new Outcome(change, State.NOT_TRIED, "");
        }
        try {
            return change.wanted().isPresent() ? write(change, change.wanted().get()) : remove(change);
        } catch (AzureException e) {
            // What the login may not do for one it may not do for the others.
            hopeless |= e instanceof LoginException
                    || (e instanceof ArmException refused && (refused.isForbidden() || refused.status() == 401));
            return new Outcome(change, State.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Outcome write(Change change, Wanted wanted) {
        ResourceKind kind = change.kind();
        String doing = "write the " + kind.noun() + " " + change.label();
        for (int tries = 1; ; tries++) {
            Optional<ObjectNode> now = read(change);
            if (now.filter(n -> isAsWanted(kind, n, wanted)).isPresent()) {
                return new Outcome(change, State.DONE, "");
            }
            if (isOvertaken(change, now)) {
                return overtaken(change);
            }
            try {
                ObjectNode body = kind.body(wanted.body(), wanted.mark(), now);
                ObjectNode written =
                        arm.put(kind.path(change.name()), kind.apiVersion(), body, Optional.empty(), doing);
                return new Outcome(change, State.DONE, differences(kind, written, wanted));
            } catch (ArmException e) {
                if (!e.isConflict() || tries == MOST_TRIES) {
                    throw e;
                }
                arm.waiting().sleep(AFTER_CONFLICT.multipliedBy(tries));
            }
        }
    }

    private Outcome remove(Change change) {
        ResourceKind kind = change.kind();
        String doing = "remove the " + kind.noun() + " " + change.label();
        for (int tries = 1; ; tries++) {
            Optional<ObjectNode> now = read(change);
            if (now.isEmpty()) {
                return new Outcome(change, State.DONE, "");
            }
            if (isOvertaken(change, now)) {
                return overtaken(change);
            }
            try {
                arm.delete(kind.path(change.name()), kind.apiVersion(), Optional.empty(), doing);
                return new Outcome(change, State.DONE, "");
            } catch (ArmException e) {
                if (!e.isConflict() || tries == MOST_TRIES) {
                    throw e;
                }
                arm.waiting().sleep(AFTER_CONFLICT.multipliedBy(tries));
            }
        }
    }

    private Optional<ObjectNode> read(Change change) {
        ResourceKind kind = change.kind();
        return arm.find(kind.path(change.name()), kind.apiVersion(), "read the " + kind.noun() + " " + change.label());
    }

    private static Outcome overtaken(Change change) {
        return new Outcome(
                change,
                State.OVERTAKEN,
                "somebody changed it after the plan was made, so it was left as it is; run the command again to see"
                        + " how");
    }

    private static boolean isAsWanted(ResourceKind kind, ObjectNode now, Wanted wanted) {
        Content content = Content.of(kind, now);
        return content.canonical().equals(wanted.canonical()) && content.mark().equals(Optional.of(wanted.mark()));
    }

    /** Whether what is there is not what the plan saw. */
    private static boolean isOvertaken(Change change, Optional<ObjectNode> now) {
        if (change.action() == Action.ADD) {
            return now.isPresent();
        }
        ResourceKind kind = change.kind();
        return !now.map(n -> Content.of(kind, n)).equals(change.existing().map(n -> Content.of(kind, n)));
    }

    /** What Azure holds otherwise than it was sent; empty as a rule. */
    private static String differences(ResourceKind kind, ObjectNode written, Wanted wanted) {
        if (!written.has("properties")) {
            return "";
        }
        List<String> fields = FieldChange.between(Content.of(kind, written).canonical(), wanted.canonical()).stream()
                .map(FieldChange::field)
                .toList();
        return fields.isEmpty() ? "" : "Azure holds these otherwise than they were sent: " + String.join(", ", fields);
    }
}
