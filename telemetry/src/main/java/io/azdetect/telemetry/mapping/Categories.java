package io.azdetect.telemetry.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which table the records of a diagnostic category go to, as categories.txt says it. */
final class Categories {
    private static final Categories BUILT_IN = parse(Mapping.text("categories.txt"));

    private final Map<String, List<Target>> targets;

    /** Where the records of a category and resource type go. */
    record Target(String category, String resourceType, String table, String mapping) {}

    private Categories(Map<String, List<Target>> targets) {
        this.targets = targets;
    }

    static Categories builtIn() {
        return BUILT_IN;
    }

    /**
     * The table and mapping of a category.
     *
     * @param resourceType says the type in lower case, such as {@code microsoft.storage/storageaccounts/blobservices}; only
     *     asked if the category alone does not tell
     */
    Optional<Target> find(String category, Supplier<String> resourceType) {
        for (Target target : targets.getOrDefault(category.toLowerCase(Locale.ROOT), List.of())) {
            if (target.resourceType().equals("*") || target.resourceType().equals(resourceType.get())) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    private static Categories parse(String text) {
        Map<String, List<Target>> targets = new HashMap<>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" +", -1))
                .forEach(parts -> targets.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), c -> new ArrayList<>())
                        .add(new Target(parts[0], parts[1], parts[2], parts[3])));
        return new Categories(targets);
    }
}
