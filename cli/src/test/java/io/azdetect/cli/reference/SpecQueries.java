package io.azdetect.cli.reference;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.function.LiteralForms;
import io.azdetect.kql.function.Plugins;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.function.ScalarOperators;
import io.azdetect.kql.function.TabularOperators;
import io.azdetect.kql.function.WindowFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every query that the project knows an answer to, by a name that says where it comes from. */
final class SpecQueries {
    private static final Path SPECIFICATIONS = Path.of("../engine/src/test/resources/spec");

    private final Map<String, String> byName = new LinkedHashMap<>();

    private SpecQueries() {}

    static Map<String, String> all() throws IOException {
        SpecQueries queries = new SpecQueries();
        try (Stream<Path> files = Files.walk(SPECIFICATIONS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".spec")).sorted().toList()) {
                queries.add(file);
            }
        }
        queries.addExamples();
        for (Detection detection : DetectionCatalog.builtIn().detections()) {
            queries.add("detection " + detection.slug(), detection.query());
        }
        return queries.byName;
    }

    private void add(String name, String query) {
        if (byName.put(name, query) != null) {
            throw new IllegalArgumentException("two queries are called '" + name + "'");
        }
    }

    private void add(Path file) throws IOException {
        String specification = file.getFileName().toString().replace(".spec", "");
        List<String> blocks = List.of(Files.readString(file).split("(?m)^## ", -1));
        for (String block : blocks.subList(1, blocks.size())) {
            String name = block.lines().findFirst().orElseThrow().strip();
            String query = block.substring(block.indexOf('\n') + 1)
                    .split("(?m)^--", 2)[0]
                    .strip();
            add(specification + ": " + name, query);
        }
    }

    private void addExamples() {
        ScalarFunctions.all().forEach(f -> add("function " + f.name(), "print x = " + f.example()));
        ScalarOperators.all().forEach(o -> add("operator " + o.name(), "print x = " + o.example()));
        LiteralForms.all().forEach(l -> add("literal " + l.example(), "print x = " + l.example()));
        AggregateFunctions.all()
                .forEach(f -> add("aggregate " + f.name(), AggregateFunctions.SAMPLE + " | summarize " + f.example()));
        WindowFunctions.all()
                .forEach(f -> add("window " + f.name(), WindowFunctions.SAMPLE + " | extend y = " + f.example()));
        TabularOperators.all()
                .forEach(o -> add("operator " + o.name() + " |", o.example().query()));
        Plugins.all().forEach(p -> add("plug-in " + p.name(), p.example().query()));
    }
}
