package io.azdetect.cli;

import io.azdetect.catalog.AttackChain;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Technique;
import io.azdetect.catalog.noise.Injection;
import io.azdetect.catalog.noise.Injections;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.telemetry.simulator.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which attacks go into a simulated tenant. */
final class AttackChoice {
    @Option(
            names = "--attacks",
            paramLabel = "none|all|chains|ID",
            split = ",",
            defaultValue = "none",
            description = "What is injected: the first firing test of every detection and all attacks of several steps"
                    + " (all), those of several steps (chains), or by id: of detections, of chains, of techniques"
                    + " of ATRM or of Stratus Red Team. ${DEFAULT-VALUE} unless given.")
    private List<String> ids;

    boolean isNone() {
        return ids.equals(List.of("none"));
    }

    /**
     * What goes into a tenant.
     *
     * @param detections those that are asked about
     * @param from no attack begins earlier
     */
    List<Injection> injections(List<Detection> detections, Tenant tenant, Instant from) {
        Set<Detection> single = new LinkedHashSet<>();
        Set<AttackChain> chains = new LinkedHashSet<>();
        for (String id : isNone() ? List.<String>of() : ids) {
            List<Detection> fitting = detections.stream()
                    .filter(d -> id.equals("all") || isFor(d, id))
                    .toList();
            List<AttackChain> told = AttackChain.builtIn().stream()
                    .filter(c -> c.id().equalsIgnoreCase(id)
                            || (Set.of("all", "chains").contains(id) && canBeSeen(c, detections)))
                    .toList();
            if (fitting.isEmpty() && told.isEmpty()) {
                throw unknown(id, detections);
            }
            single.addAll(fitting);
            chains.addAll(told);
        }
        List<Injection> injections = new ArrayList<>(Injections.of(List.copyOf(single), tenant, from));
        injections.addAll(Injections.ofChains(List.copyOf(chains), tenant, from));
        return injections;
    }

    /** Whether all that must alert on it is asked about. */
    private static boolean canBeSeen(AttackChain chain, List<Detection> detections) {
        Set<String> slugs = detections.stream().map(Detection::slug).collect(Collectors.toSet());
        return chain.steps().stream().allMatch(step -> slugs.containsAll(step.detections()));
    }

    private static UsageException unknown(String id, List<Detection> detections) {
        List<String> names = new ArrayList<>();
        detections.forEach(d -> names.addAll(names(d)));
        AttackChain.builtIn().forEach(chain -> names.add(chain.id()));
        return new UsageException("there is no attack '" + id + "'" + Suggestion.didYouMean(id, names)
                + "; --attacks takes none, all, chains, or ids of detections, of chains, of ATRM's techniques or of"
                + " Stratus Red Team's");
    }

    private static boolean isFor(Detection detection, String id) {
        return names(detection).stream().anyMatch(id::equalsIgnoreCase);
    }

    private static List<String> names(Detection detection) {
        List<String> names = new ArrayList<>(detection.stratusTechniques());
        names.add(detection.slug());
        detection.technique().map(Technique::id).ifPresent(names::add);
        return names;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return String.join(",", ids);
    }
}
