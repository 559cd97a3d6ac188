package io.azdetect.telemetry.simulator.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes the logs of a tenant's everyday work, and of what is injected into it. */
public final class Simulation {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Tenant tenant;
    private final Map<String, Habit> habits;
    private final List<InjectedEvent> injected = new ArrayList<>();

    /** Of everyday work alone. */
    public Simulation(Tenant tenant) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.habits = new LinkedHashMap<>();
        habits.put("sign-ins of people", new PeopleSignIn(tenant));
        habits.put("sign-ins of workloads", new WorkloadsSignIn(tenant));
        habits.put("operators", new OperatorsAtWork(tenant));
        habits.put("pipelines", new PipelinesAtWork(tenant));
        habits.put("platform", new PlatformAtWork(tenant));
        habits.put("vaults", new VaultsInUse(tenant));
        habits.put("storage", new StorageInUse(tenant));
        habits.put("graph", new GraphInUse(tenant));
        habits.put("directory", new DirectoryAtWork(tenant));
        habits.put("clusters", new ClustersInUse(tenant));
        habits.put("sites", new SitesInUse(tenant));
        habits.put("identity protection", new IdentityProtection(tenant));
    }

    /** Puts these among the tenant's own records, also where they lie before its first day. */
    public Simulation inject(List<InjectedEvent> events) {
        injected.addAll(events);
        return this;
    }

    /** Told after each hour. */
    @FunctionalInterface
    public interface Progress {
        /** Does nothing. */
        Progress NONE = (done, all, records) -> {};

        /**
         * Some hours are written.
         *
         * @param records how many there are up to now
         */
        void written(long done, long all, long records);
    }

    /** What was written. */
    public record Written(long records, long files, long bytes) {}

    /**
     * Writes into a folder, which must be empty or absent: files that are there are continued.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public Written to(Path folder, Progress progress) {
        LogFolder log = new LogFolder(folder);
        injected.forEach(event -> log.add(new PendingEvent(event.at(), event::event)));
        long seed = tenant.size().seed();
        Instant start = tenant.size().start();
        long hours = tenant.size().days() * 24L;
        log.writeUntil(start);
        for (long n = 0; n < hours; n++) {
            Instant hour = start.plus(HOUR.multipliedBy(n));
            habits.forEach((name, habit) -> habit.pass(new SimulatedHour(hour, seed, name, log::add)));
            log.writeUntil(hour.plus(HOUR));
            progress.written(n + 1, hours, log.records());
        }
        log.writeUntil(Instant.MAX);
        return new Written(log.records(), log.files(), log.bytes());
    }
}
