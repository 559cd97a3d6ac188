package io.azdetect.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.engine.Database;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.telemetry.schema.TableSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The compiler and Microsoft's language service over the same queries. */
@Command(
        name = "compile",
        description =
                "Times the compiler, from text to SQL, over the detections and the spec queries, and beside it Microsoft's"
                        + " language service, from text to diagnostics, where Node.js and its package are there.",
        mixinStandardHelpOptions = true)
final class CompileCommand implements Callable<Integer> {
    private static final CompileOptions OPTIONS = CompileOptions.at(Instant.parse("2024-03-13T12:00:00Z"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--rounds", description = "How often each query is timed; the shortest time counts (default: 10).")
    private int rounds = 10;

    @Option(
            names = "--node-modules",
            paramLabel = "DIR",
            description =
                    "Where @kusto/language-service-next is (default: ${DEFAULT-VALUE}); 'npm ci' beside it brings it.")
    private Path nodeModules = Path.of("cli/src/test/oracle/node_modules");

    @Option(names = "--specs", paramLabel = "DIR", description = "The spec files (default: ${DEFAULT-VALUE}).")
    private Path specs = Path.of("engine/src/test/resources/spec");

    @Override
    public Integer call() throws Exception {
        DatabaseSchema schema = TableSchemas.builtIn();
        Map<String, String> detections = new LinkedHashMap<>();
        for (Detection detection : DetectionCatalog.builtIn().detections()) {
            detections.put("detection " + detection.slug(), detection.query());
        }
        Map<String, String> all = new LinkedHashMap<>(detections);
        all.putAll(specQueries());
        Map<String, Double> ours = ours(all, schema);
        Map<String, Double> theirs = theirs(all, schema);

        Figures figures =
                new Figures("median (ms)", "queries", "azdetect: text to SQL", "language service: text to diagnostics");
        row(figures, "detections", detections.keySet().stream().toList(), ours, theirs);
        row(
                figures,
                "spec queries",
                all.keySet().stream().filter(id -> !detections.containsKey(id)).toList(),
                ours,
                theirs);
        row(figures, "all", List.copyOf(all.keySet()), ours, theirs);
        System.out.println(figures);
        System.out.printf(
                "%nEach query's shortest time of %d, after one to warm up. Left out: %d that are to be refused.%n",
                rounds, all.size() - ours.size());
        if (theirs.isEmpty()) {
            System.out.println("The language service did not run: there is no " + nodeModules + ", or no Node.js.");
        }
        return 0;
    }

    private static void row(
            Figures figures, String name, List<String> ids, Map<String, Double> ours, Map<String, Double> theirs) {
        List<String> both = ids.stream().filter(ours::containsKey).toList();
        figures.row(name, Integer.toString(both.size()), median(both, ours), median(both, theirs));
    }

    private static String median(List<String> ids, Map<String, Double> times) {
        List<Double> sorted =
                ids.stream().filter(times::containsKey).map(times::get).sorted().toList();
        return sorted.isEmpty() ? "" : Timings.milliseconds(sorted.get(sorted.size() / 2));
    }

    /** The queries of the spec files, by file and name. */
    private Map<String, String> specQueries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(specs)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".spec")).sorted().toList()) {
                for (String block : Files.readString(file).split("(?m)^## ", -1)) {
                    int end = block.indexOf('\n');
                    if (end > 0 && block.contains("\n--")) {
                        queries.put(
                                file.getFileName() + ": " + block.substring(0, end),
                                block.substring(end + 1, block.indexOf("\n--")).strip());
                    }
                }
            }
        }
        return queries;
    }

    private Map<String, Double> ours(Map<String, String> queries, DatabaseSchema schema) {
        Map<String, Double> shortest = new HashMap<>();
        try (Database database = Database.inMemory()) {
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<String, String> query : queries.entrySet()) {
                    long start = System.nanoTime();
                    try {
                        database.sql(KqlCompiler.compile(query.getValue(), schema, OPTIONS));
                    } catch (KqlException refused) {
                        continue;
                    }
                    if (round > 0) {
                        shortest.merge(query.getKey(), (System.nanoTime() - start) / 1e6, Math::min);
                    }
                }
            }
        }
        return shortest;
    }

    private Map<String, Double> theirs(Map<String, String> queries, DatabaseSchema schema)
            throws IOException, InterruptedException {
        if (!Files.isDirectory(nodeModules)) {
            return Map.of();
        }
        try (Scratch scratch = new Scratch(null)) {
            Path script = scratch.resolve("language-service.js");
            Files.writeString(script, SqlText.read("language-service.js"));
            Path input = scratch.resolve("queries.ndjson");
            Path output = scratch.resolve("times.ndjson");
            Files.write(input, lines(queries, schema), StandardCharsets.UTF_8);
            ProcessBuilder node = new ProcessBuilder("node", script.toString())
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            node.environment().put("NODE_PATH", nodeModules.toAbsolutePath().toString());
            if (node.start().waitFor() != 0) {
                return Map.of();
            }
            Map<String, Double> times = new HashMap<>();
            for (String line : Files.readAllLines(output)) {
                JsonNode time = JSON.readTree(line);
                times.put(time.get("id").asText(), time.get("ms").asDouble());
            }
            return times;
        }
    }

    private List<String> lines(Map<String, String> queries, DatabaseSchema schema) throws IOException {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        for (String name : schema.tableNames()) {
            Map<String, String> columns = new LinkedHashMap<>();
            for (Column column : schema.table(name).orElseThrow().columns()) {
                columns.put(column.name(), column.type().kustoName());
            }
            tables.put(name, columns);
        }
        List<String> lines = new ArrayList<>();
        lines.add(JSON.writeValueAsString(tables));
        lines.add(JSON.writeValueAsString(Map.of("rounds", rounds)));
        for (Map.Entry<String, String> query : queries.entrySet()) {
            lines.add(JSON.writeValueAsString(Map.of("id", query.getKey(), "query", query.getValue())));
        }
        return lines;
    }
}
