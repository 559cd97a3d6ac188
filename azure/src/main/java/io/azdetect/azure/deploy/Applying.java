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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Does what a plan says and nothing else. Before each resource is written it is read again: where it is not any more what the
 * plan saw, it is left alone, unless it already is what is wanted. So two who apply at once do not undo each other's work,
 * and a run that broke off is finished by the next one.
 */
public final class Applying {
    private static final int MOST_TRIES = 6;
    private static final Duration AFTER_CONFLICT = Duration.ofSeconds(3);

    private final Arm arm;
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();

    /** Of what the login may write no resource. */
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();

    private volatile boolean loggedOut;
    private volatile boolean stopped;
    private volatile boolean abandoned;

    public Applying(Arm arm) {
        this.arm = requireNonNull(arm, "arm");
    }

    /** Begins nothing more; what is under way is finished. For other threads than the one that applies. */
    public void stop() {
        stopped = true;
    }

    /** Begins nothing more and waits for nothing that is under way. */
    public void abandon() {
        abandoned = true;
        stopped = true;
        workers.forEach(Thread::interrupt);
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Told of each change when it is over; by several threads. */
    @FunctionalInterface
    public interface Progress {
        /** Does nothing. */
        Progress NONE = (outcome, done, all) -> {};

        void finished(Outcome outcome, int done, int all);
    }

    /**
     * Does what a plan says; the outcomes are in the plan's order. What needs something else comes after it, and is removed
     * before it.
     */
    public List<Outcome> apply(Plan plan, Progress progress) {
        List<Change> acting = plan.acting();
        SortedMap<Integer, List<Change>> steps = new TreeMap<>();
        for (Change change : acting) {
            int rank = change.kind().rank();
            steps.computeIfAbsent(change.wanted().isPresent() ? rank : Integer.MAX_VALUE - rank, r -> new ArrayList<>())
                    .add(change);
        }
        IdentityHashMap<Change, Outcome> outcomes = new IdentityHashMap<>();
        AtomicInteger done = new AtomicInteger();
        for (List<Change> step : steps.values()) {
            List<Outcome> together =
                    together(step, outcome -> progress.finished(outcome, done.incrementAndGet(), acting.size()));
            together.forEach(outcome -> outcomes.put(outcome.change(), outcome));
        }
        return acting.stream().map(outcomes::get).toList();
    }

    private List<Outcome> together(List<Change> changes, Consumer<Outcome> finished) {
        int parallel = changes.stream().mapToInt(c -> c.kind().parallel()).min().orElse(1);
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(parallel, changes.size()), work -> {
            Thread worker = new Thread(work, "apply");
            workers.add(worker);
            return worker;
        });
        try {
            List<Callable<Outcome>> tasks = new ArrayList<>();
            for (Change change : changes) {
                tasks.add(() -> {
                    Outcome outcome = outcome(change);
                    finished.accept(outcome);
                    return outcome;
                });
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : pool.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AzureException("stopped before all was done; run the command again to finish", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
            workers.clear();
        }
    }

    private Outcome outcome(Change change) {
        if (stopped || loggedOut || forbidden.contains(change.noun())) {
            return new Outcome(change, State.NOT_TRIED, "");
        }
        try {
            return change.wanted().isPresent() ? write(change, change.wanted().get()) : remove(change);
        } catch (AzureException e) {
            if (abandoned) {
                return unknown(change);
            }
            loggedOut |= e instanceof LoginException || (e instanceof ArmException refused && refused.status() == 401);
            if (e instanceof ArmException refused && refused.isForbidden()) {
                // What the login may not do for one it may not do for the others.
                forbidden.add(change.noun());
            }
            return new Outcome(change, State.FAILED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A request that is interrupted ends in any of several exceptions of the HTTP client.
            if (abandoned) {
                return unknown(change);
            }
            throw e;
        }
    }

    private static Outcome unknown(Change change) {
        return new Outcome(
                change,
                State.UNKNOWN,
                "it was under way when this was stopped, and whether Azure did it is not known; the next run sees it");
    }

    private Outcome write(Change change, Wanted wanted) {
        ResourceKind kind = change.kind();
        String doing = "write the " + kind.noun() + " " + change.label();
        for (int tries = 1; ; tries++) {
            Optional<ObjectNode> now = read(change);
            if (now.filter(n -> Content.of(kind, n).isAs(wanted)).isPresent()) {
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
                if (kind.isThere(e)) {
                    return new Outcome(change, State.DONE, "");
                }
                boolean passes = e.isConflict() || kind.isTooSoon(e);
                if (!passes || tries == MOST_TRIES) {
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
