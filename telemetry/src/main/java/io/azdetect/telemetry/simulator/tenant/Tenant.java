package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.Ids;
import io.azdetect.telemetry.simulator.tenant.Person.Office;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Who and what a tenant of a size consists of. */
public final class Tenant {

    /** Of all identities, those that are people. */
    private static final double PEOPLE = 0.7;

    /** Staff who come and who go in a month, of all people. */
    private static final double TURNOVER_A_MONTH = 0.02;

    /** The sum of {@link SimulatedHour#office} over a month of 22 working days. */
    private static final double BUSY_HOURS_A_MONTH = 22 * (8.5 + 6 * 0.12) + 8 * 9 * 0.04;

    private static final String SITES = "Microsoft.Web/sites/";

    private final TenantSize size;
    private final List<Person> people;
    private final List<Workload> workloads;
    private final Estate estate;

    private Tenant(TenantSize size, List<Person> people, List<Workload> workloads) {
        this.size = size;
        this.people = List.copyOf(people);
        this.workloads = List.copyOf(workloads);
        this.estate = new Estate(size.identities(), this.workloads);
    }

    /** The tenant of this size and seed. */
    public static Tenant of(TenantSize size) {
        Objects.requireNonNull(size, "size");
        int people = (int) Math.round(size.identities() * PEOPLE);
        return new Tenant(size, people(size, people), workloads(size.identities() - people));
    }

    private static List<Person> people(TenantSize size, int count) {
        int offset = (int) Ids.number(1_600, "names", Long.toString(size.seed()));
        List<Department> departments = new ArrayList<>();
        for (Department department : Department.values()) {
            departments.addAll(Collections.nCopies(department.count(count), department));
        }
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // What shares leave over is office staff, the last department.
            Department department = i < departments.size() ? departments.get(i) : Department.OFFICE;
            people.add(person(size, Names.person(offset + i), department));
        }
        return people;
    }

    private static Person person(TenantSize size, String name, Department department) {
        String seed = Long.toString(size.seed());
        long number = Ids.number(1 << 16, "home", name);
        String home = Ids.number(10, "protocol", name) < 3
                ? "2001:db8:" + Long.toHexString(number) + "::" + Long.toHexString(1 + number % 4096)
                : "198.18." + number % 200 + "." + (1 + number / 200 % 250);
        Instant joined = Instant.MIN;
        Instant left = Instant.MAX;
        long moves = (long) (1 / TURNOVER_A_MONTH * 30 / size.days());
        // Only offices' staff come and go, so that the others are there whatever the seed.
        if (department == Department.OFFICE || department == Department.ENGINEERING) {
            Duration when = Duration.ofDays(1 + Ids.number(size.days(), "moves on", name, seed));
            if (Ids.number(Math.max(2, moves), "joins", name, seed) == 0) {
                joined = size.start().plus(when);
            } else if (Ids.number(Math.max(2, moves), "leaves", name, seed) == 0) {
                left = size.start().plus(when).plus(Duration.ofHours(17));
            }
        }
        return new Person(name, department, Office.of(Ids.number(8, "office", name)), home, joined, left);
    }

    private static List<Workload> workloads(int count) {
        List<Workload> workloads = new ArrayList<>(List.of(
                new Workload("sp-terraform", Kind.INFRASTRUCTURE, ""),
                new Workload("sp-posture-scanner", Kind.SCANNER, ""),
                new Workload("sp-patching", Kind.PATCHING, ""),
                new Workload("sp-hr-provisioning", Kind.APPLICATION, ""),
                new Workload("aa-platform", Kind.AUTOMATION, "Microsoft.Automation/automationAccounts/aa-platform"),
                new Workload("rsv-platform", Kind.BACKUP, "Microsoft.RecoveryServices/vaults/rsv-platform"),
                new Workload("policy-baseline", Kind.POLICY, "Microsoft.Authorization/policyAssignments/baseline")));
        for (int i = 0; workloads.size() < Math.max(count, 14); i++) {
            String service = Names.service(i / 7);
            workloads.add(
                    switch (i % 7) {
                        case 0 -> new Workload("sp-deploy-" + service, Kind.PIPELINE, "");
                        case 1 ->
                            new Workload("app-" + service + "-weu", Kind.WEB_APP, SITES + "app-" + service + "-weu");
                        case 2 ->
                            new Workload("func-" + service + "-weu", Kind.FUNCTION, SITES + "func-" + service + "-weu");
                        case 3 ->
                            new Workload(
                                    "vm-" + service + "-1",
                                    Kind.MACHINE,
                                    "Microsoft.Compute/virtualMachines/vm-" + service + "-1");
                        case 4 -> new Workload("sp-" + service, Kind.APPLICATION, "");
                        case 5 ->
                            new Workload(
                                    "aks-" + service + "-agentpool",
                                    Kind.CLUSTER,
                                    "Microsoft.ManagedIdentity/userAssignedIdentities/aks-" + service + "-agentpool");
                        default ->
                            new Workload(
                                    "vm-" + service + "-2",
                                    Kind.MACHINE,
                                    "Microsoft.Compute/virtualMachines/vm-" + service + "-2");
                    });
        }
        return workloads;
    }

    public TenantSize size() {
        return size;
    }

    /**
     * The names of the people whose accounts nothing special is done with, and who are there all the time: whom an attacker
     * would most likely get hold of.
     */
    public List<String> ordinaryUsers() {
        return people.stream()
                .filter(person -> person.department() == Department.OFFICE
                        && person.left().equals(Instant.MAX))
                .filter(person -> person.joined().equals(Instant.MIN))
                .map(Person::name)
                .toList();
    }

    List<Person> people() {
        return people;
    }

    List<Person> people(Department department) {
        return people.stream().filter(p -> p.department() == department).toList();
    }

    List<Workload> workloads() {
        return workloads;
    }

    List<Workload> workloads(Kind... kinds) {
        List<Kind> wanted = List.of(kinds);
        return workloads.stream().filter(w -> wanted.contains(w.kind())).toList();
    }

    Workload only(Kind kind) {
        return workloads(kind).get(0);
    }

    Estate estate() {
        return estate;
    }

    /** How many times as large as the tenant for which rates are written down, one of 200 identities. */
    double scale() {
        return size.identities() / 200.0;
    }

    /**
     * Has somebody of a department do something, when the department is at work.
     *
     * @param aMonth how often in 30 days of a tenant of 200 identities
     */
    void now(SimulatedHour hour, Department department, double aMonth, Consumer<Person> act) {
        List<Person> all = people(department);
        double mean = aMonth * scale() / BUSY_HOURS_A_MONTH / all.size();
        for (Person person : all) {
            for (int i = hour.times(mean * person.busy(hour)); i > 0; i--) {
                act.accept(person);
            }
        }
    }

    /** The administrator who is on call in that week: one of those who run the subscriptions, in turns. */
    Person onCall(SimulatedHour hour) {
        List<Person> platform = people(Department.PLATFORM);
        return platform.get((int) (hour.day().toEpochDay() / 7 % platform.size()));
    }
}
