package io.azdetect.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.telemetry.schema.TableSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compiler and Microsoft's language service, both over every query of the specifications, the examples of the
 * declarations and the detections: which are valid, and which columns they have. Where they differ,
 * {@code differences.tsv} says why.
 */
final class LanguageServiceTest {
    private static final Path ORACLE = Path.of("src/test/oracle");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void bothAgreeOnEveryQueryOrTheDifferenceHasAReason() throws IOException, InterruptedException {
        assumeNode();
        Map<String, String> queries = SpecQueries.all();
        DatabaseSchema schema = TableSchemas.builtIn();
        Map<String, String> theirs = ask(queries, schema);
        Map<String, String> differences = new TreeMap<>();
        queries.forEach((name, query) -> {
            String ours = verdict(query, schema);
            if (!ours.startsWith("refused") && !ours.equals(theirs.get(name))) {
                differences.put(name, "ours " + ours + ", theirs " + theirs.get(name));
            }
        });
        Map<String, String> reasons = reasons();
        assertThat(differences.entrySet().stream()
                        .filter(d -> !reasons.containsKey(d.getKey()))
                        .map(d -> d.getKey() + "\t" + d.getValue()))
                .as("queries that the language service sees otherwise, and differences.tsv does not say why")
                .isEmpty();
        assertThat(reasons.keySet().stream().filter(name -> !differences.containsKey(name)))
                .as("entries of differences.tsv that differ no more")
                .isEmpty();
    }

    private static void assumeNode() {
        if (Files.isDirectory(ORACLE.resolve("node_modules"))) {
            return;
        }
        if (Boolean.getBoolean("azdetect.oracle")) {
            throw new AssertionError("cli/src/test/oracle has no node_modules, which ./test installs");
        }
        String skipped = "SKIPPED: the comparison with Microsoft's language service. It needs Node.js: run"
                + " 'npm ci' in cli/src/test/oracle, or all tests with ./test";
        System.err.println(skipped);
        Assumptions.abort(skipped);
    }

    /** {@code valid} and the columns, {@code invalid}, or {@code refused} for what does not run here. */
    private static String verdict(String query, DatabaseSchema schema) {
        try {
            return "valid "
                    + KqlCompiler.compile(query, schema, CompileOptions.at(Instant.parse("2024-05-15T12:00:00Z")))
                            .columns()
                            .stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        } catch (KqlException e) {
            return e.diagnostic().code() == Code.UNSUPPORTED ? "refused" : "invalid";
        }
    }

    private Map<String, String> ask(Map<String, String> queries, DatabaseSchema schema)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add(JSON.writeValueAsString(tables(schema)));
        for (Map.Entry<String, String> query : queries.entrySet()) {
            lines.add(JSON.writeValueAsString(Map.of("id", query.getKey(), "query", query.getValue())));
        }
        Path in = Files.write(folder.resolve("in.ndjson"), lines, StandardCharsets.UTF_8);
        Path out = folder.resolve("out.ndjson");
        int exit = new ProcessBuilder("node", "oracle.js")
                .directory(ORACLE.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        assertThat(exit).as("exit code of node oracle.js").isZero();
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(out)) {
            JsonNode verdict = JSON.readTree(line);
            verdicts.put(verdict.get("id").textValue(), verdict(verdict));
        }
        return verdicts;
    }

    private static String verdict(JsonNode answer) {
        if (!answer.get("errors").isEmpty()) {
            return "invalid";
        }
        return "valid "
                + StreamSupport.stream(answer.get("columns").spliterator(), false)
                        .map(column ->
                                column.get(0).asText() + ":" + column.get(1).asText())
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, Map<String, String>> tables(DatabaseSchema schema) {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        for (String name : schema.tableNames()) {
            Map<String, String> columns = new LinkedHashMap<>();
            schema.table(name)
                    .orElseThrow()
                    .columns()
                    .forEach(c -> columns.put(c.name(), c.type().kustoName()));
            tables.put(name, columns);
        }
        return tables;
    }

    /** The differences that are known, and why. */
    private static Map<String, String> reasons() throws IOException {
        return Files.readAllLines(ORACLE.resolve("differences.tsv")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
    }
}
