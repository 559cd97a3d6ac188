package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code parse_user_agent}: the browser, operating system and device that a user agent names. */
final class UserAgentFunctions {
    /** The rest of a longer one is not looked at: more than a thousand patterns are tried on it. */
    private static final int MOST_CHARACTERS = 4096;

    private static final int KEPT = 2_000;
    private static final Map<String, Map<String, ObjectNode>> KNOWN = new ConcurrentHashMap<>();

    static final List<JavaFunction> ALL = List.of(
            declare("kql_user_agent(string, string): dynamic", a -> parse(a.text(0), List.of(a.text(1)))),
            declare("kql_user_agent_of(string, dynamic): dynamic", a -> parse(a.text(0), targets(a.text(1)))));

    private UserAgentFunctions() {}

    private static List<String> targets(String json) {
        JsonNode value = Json.read(json);
        List<String> targets = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> targets.add(Json.text(element)));
        } else {
            targets.add(Json.text(value));
        }
        return targets;
    }

    private static String parse(String agent, List<String> targets) {
        Map<String, ObjectNode> parts = parts(agent.substring(0, Math.min(agent.length(), MOST_CHARACTERS)));
        ObjectNode found = Json.NODES.objectNode();
        // The parts stand in one order, whatever the order that they are asked for in.
        for (Target target : Target.ALL) {
            if (targets.contains(target.asked)) {
                found.set(target.field, parts.get(target.asked));
            }
        }
        for (String target : targets) {
            if (!parts.containsKey(target)) {
                throw new IllegalArgumentException(
                        "parse_user_agent looks for 'browser', 'os' and 'device', not for '" + target + "'");
            }
        }
        return found.toString();
    }

    private static Map<String, ObjectNode> parts(String agent) {
        Map<String, ObjectNode> known = KNOWN.get(agent);
        if (known != null) {
            return known;
        }
        Map<String, ObjectNode> parts = new LinkedHashMap<>();
        for (Target target : Target.ALL) {
            ObjectNode bag = Json.NODES.objectNode();
            List<String> values = target.patterns().parse(agent);
            for (int i = 0; i < target.names.size(); i++) {
                bag.put(target.names.get(i), values.get(i));
            }
            parts.put(target.asked, bag);
        }
        if (KNOWN.size() >= KEPT) {
            KNOWN.clear();
        }
        KNOWN.put(agent, parts);
        return parts;
    }

    /**
     * What can be looked for.
     *
     * @param asked how it is asked for
     * @param field its field
     * @param names of the field's parts, in the order of the patterns' values
     */
    private record Target(String asked, String field, UserAgentPatterns patterns, List<String> names) {
        static final List<Target> ALL = List.of(
                new Target(
                        "browser",
                        "Browser",
                        UserAgentPatterns.BROWSERS,
                        List.of("Family", "MajorVersion", "MinorVersion", "Patch")),
                new Target(
                        "os",
                        "OperatingSystem",
                        UserAgentPatterns.SYSTEMS,
                        List.of("Family", "MajorVersion", "MinorVersion", "Patch", "PatchMinor")),
                new Target("device", "Device", UserAgentPatterns.DEVICES, List.of("Family", "Brand", "Model")));
    }
}
