package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.DetectionTest.Event;
import io.azdetect.catalog.Fields.Located;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An attack in several steps, as somebody who has got in goes on.
 *
 * @param id such as {@code elevation-to-secrets}
 * @param title what happens, in a line
 */
public record AttackChain(String id, String title, List<Step> steps) {
    private static final String RESOURCE = "chains.yaml";

    public AttackChain {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        steps = List.copyOf(steps);
    }

    /**
     * One of the steps.
     *
     * @param technique of the Azure Threat Research Matrix; empty where it has none for that
     * @param detections the slugs of those that must alert on it
     * @param events times count from the beginning of the chain
     */
    public record Step(String name, Optional<Technique> technique, List<String> detections, List<Event> events) {
        public Step {
            requireNonNull(name, "name");
            requireNonNull(technique, "technique");
            detections = List.copyOf(detections);
            events = List.copyOf(events);
        }
    }

    /** Those that the project ships, in the order of their file. */
    public static List<AttackChain> builtIn() {
        try (InputStream in = AttackChain.class.getResourceAsStream(RESOURCE)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " is missing from the build", e);
        }
    }

    private static List<AttackChain> read(String text) {
        Problems problems = new Problems(RESOURCE);
        TestReader tests = new TestReader(problems, List.of());
        Fields file = Fields.of(YamlNode.read(text, problems), "", problems);
        List<AttackChain> chains = file.groups("chains", (chain, path) -> {
            AttackChain read = new AttackChain(
                    chain.text("id"),
                    chain.text("title"),
                    chain.groups("steps", (step, of) -> Optional.of(step(step, tests))));
            chain.rejectUnknown(Set.of());
            return Optional.of(read);
        });
        file.rejectUnknown(Set.of());
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the built-in attack chains are broken: " + problems.errors());
        }
        return chains;
    }

    private static Step step(Fields step, TestReader tests) {
        Step read = new Step(
                step.text("name"),
                step.parsed("technique", "one of the Azure Threat Research Matrix", ThreatMatrix.atrm()::technique),
                step.texts("detections").stream().map(Located::text).toList(),
                step.groups("events", (event, path) -> tests.event(event)));
        step.rejectUnknown(Set.of());
        return read;
    }
}
