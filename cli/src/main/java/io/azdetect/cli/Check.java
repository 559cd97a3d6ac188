package io.azdetect.cli;

import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.DetectionError;
import io.azdetect.catalog.DetectionLint;
import io.azdetect.catalog.LintFinding;
import io.azdetect.catalog.QueryInFile;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.CompiledResult;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks for what is wrong in files: in queries as much as can be told apart, in the fields of detections everything.
 */
final class Check {
    private static final Comparator<Finding> BY_PLACE =
            Comparator.comparingInt(finding -> finding.span().start());

    private final Queries queries;
    private final Consumer<CompiledQuery> beforeSql;

    /** @param beforeSql gets each query that compiled before its SQL is written */
    Check(Queries queries, Consumer<CompiledQuery> beforeSql) {
        this.queries = queries;
        this.beforeSql = beforeSql;
    }

    private static boolean isDetection(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml");
    }

    /** What is wrong in files, given their texts by name: in the order of the files, and in each by place. */
    List<Finding> findings(Map<String, String> texts) {
        Map<String, List<Finding>> byFile = new LinkedHashMap<>();
        Map<String, String> detections = new LinkedHashMap<>();
        texts.forEach((file, text) -> {
            List<Finding> findings = byFile.computeIfAbsent(file, f -> new ArrayList<>());
            if (isDetection(file)) {
                detections.put(file, text);
                QueryInFile.in(text)
                        .ifPresent(query -> errors(query.text(), true)
                                .forEach(error -> findings.add(inDetection(file, text, query, error))));
            } else {
                errors(text, false).forEach(error -> findings.add(inText(file, text, error)));
            }
        });
        for (DetectionError error : DetectionCatalog.problems(detections)) {
            String text = texts.get(error.file());
            byFile.get(error.file())
                    .add(new Finding(
                            error.file(),
                            text,
                            DetectionError.CODE,
                            DetectionError.MEANING,
                            error.message(),
                            Span.ofLine(text, error.line())));
        }
        for (LintFinding found : DetectionLint.findings(detections, queries.schema())) {
            byFile.get(found.file())
                    .add(new Finding(
                            found.file(),
                            texts.get(found.file()),
                            found.rule().code(),
                            found.rule().meaning(),
                            found.message(),
                            found.place()));
        }
        return byFile.values().stream()
                .flatMap(findings -> findings.stream().sorted(BY_PLACE))
                .toList();
    }

    /** Why a query cannot run; nothing when it can. A detection's has one result. */
    private List<Diagnostic> errors(String query, boolean inDetection) {
        try {
            List<Diagnostic> problems = queries.problems(query);
            if (!problems.isEmpty()) {
                return problems;
            }
            List<CompiledQuery> results = inDetection
                    ? List.of(queries.compileOne(query))
                    : queries.compile(query).stream().map(CompiledResult::query).toList();
            for (CompiledQuery compiled : results) {
                beforeSql.accept(compiled);
                queries.sql(compiled);
            }
            return List.of();
        } catch (KqlException e) {
            return List.of(e.diagnostic());
        }
    }

    /** A finding where the error is: in the file, or in a stored function that it calls. */
    private static Finding inText(String file, String text, Diagnostic error) {
        return error.span()
                .file()
                .map(function -> of(function.name(), function.text(), error, error.span()))
                .orElseGet(() -> of(file, text, error, error.span()));
    }

    private static Finding inDetection(String file, String text, QueryInFile query, Diagnostic error) {
        if (error.span().file().isPresent()) {
            return inText(file, text, error);
        }
        Optional<Span> place = query.place(error.span());
        if (place.isPresent()) {
            return of(file, text, error, place.get());
        }
        CaretMessage inQuery = new CaretMessage(query.text(), error);
        String message =
                error.message() + " (line " + inQuery.line() + ", column " + inQuery.column() + " of the query)";
        return of(file, text, new Diagnostic(error.code(), message, error.span()), query.field());
    }

    private static Finding of(String file, String text, Diagnostic error, Span place) {
        return new Finding(file, text, error.code().id(), error.code().meaning(), error.message(), place);
    }
}
