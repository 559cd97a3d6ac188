package io.azdetect.engine.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSON paths that {@code extract_json} documents: {@code $}, names after a dot or in brackets, and indexes. */
final class JsonPath {
    private static final Pattern STEP =
            Pattern.compile("\\.([^.\\[\\]*?@]+)|\\[(\\d{1,9})]|\\['([^']*)']|\\[\"([^\"]*)\"]");

    private JsonPath() {}

    /** The steps: a String is a name, an Integer an index. Empty for anything else, such as wildcards. */
    static Optional<List<Object>> parse(String path) {
        if (!path.startsWith("$")) {
            return Optional.empty();
        }
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 1;
        while (end < path.length() && step.find(end) && step.start() == end) {
            end = step.end();
            if (step.group(2) != null) {
                steps.add(Integer.valueOf(step.group(2)));
            } else {
                steps.add(
                        step.group(1) != null ? step.group(1) : step.group(3) != null ? step.group(3) : step.group(4));
            }
        }
        return end == path.length() ? Optional.of(steps) : Optional.empty();
    }
}
