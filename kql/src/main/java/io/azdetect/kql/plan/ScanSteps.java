package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.schema.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code scan}: rows in order run through steps, each of which remembers rows that matched it and the steps before
 * (https://learn.microsoft.com/kusto/query/scan-operator). A row gives a result row for each step that it matches: the
 * source's columns, the declared ones, and the match's number.
 *
 * <p>The scalars of the steps read the input's columns by their names, and what a step remembers by {@link
 * Step#remembered}. What depends on the row alone is computed below the stage, as columns of the input that are not among
 * the source's.
 *
 * @param source the columns of the input that go into the result
 * @param partition columns of the input whose rows of equal values, which lie side by side, are scanned on their own
 */
public record ScanSteps(
        List<Column> source,
        List<Declared> declared,
        Optional<Column> matchId,
        List<Step> steps,
        List<String> partition)
        implements Program {
    public ScanSteps {
        source = List.copyOf(source);
        declared = List.copyOf(declared);
        requireNonNull(matchId, "matchId");
        steps = List.copyOf(steps);
        partition = List.copyOf(partition);
    }

    /** A column that the steps compute; in a row whose step does not, its default. */
    public record Declared(Column column, Scalar.Constant fallback) {}

    /** Which of a step's rows go into the result. */
    public enum Output {
        ALL,
        /** Of rows in a series that match one after another, the last. */
        LAST,
        NONE
    }

    /** A step: which rows match it, and what they get in declared columns, or in the source's instead of what was there. */
    public record Step(String name, Output output, Scalar condition, List<Plan.Assignment> assignments) {
        public Step {
            requireNonNull(name, "name");
            requireNonNull(output, "output");
            requireNonNull(condition, "condition");
            assignments = List.copyOf(assignments);
        }

        /** How the scalars of steps call what this step remembers of a column; no column of a query has such a name. */
        public String remembered(String column) {
            return remembered(name, column);
        }

        public static String remembered(String step, String column) {
            return "$step " + step + "." + column;
        }

        private Step map(UnaryOperator<Scalar> change) {
            return new Step(
                    name,
                    output,
                    change.apply(condition),
                    assignments.stream()
                            .map(a -> new Plan.Assignment(a.column(), change.apply(a.value())))
                            .toList());
        }
    }

    /** The columns of the result, in order. */
    public List<Column> columns() {
        return Stream.of(source.stream(), declared.stream().map(Declared::column), matchId.stream())
                .flatMap(columns -> columns)
                .toList();
    }

    @Override
    public Program map(UnaryOperator<Scalar> change) {
        List<Step> changed = steps.stream().map(step -> step.map(change)).toList();
        return new ScanSteps(source, declared, matchId, changed, partition);
    }

    @Override
    public Plan.Stage narrowed(Plan.Stage stage, Set<String> needed) {
        List<Column> kept =
                source.stream().filter(c -> needed.contains(c.name())).toList();
        ScanSteps narrow = new ScanSteps(kept, declared, matchId, steps, partition);
        Set<String> reads = new HashSet<>(partition);
        kept.forEach(c -> reads.add(c.name()));
        PlanScalars.of(stage).forEach(scalar -> addReads(scalar, reads));
        Plan input = stage.inputs().get(0);
        List<Plan.Assignment> read = new ArrayList<>();
        for (Column column : input.columns()) {
            if (reads.contains(column.name())) {
                read.add(Plan.Assignment.same(column));
            }
        }
        return new Plan.Stage(List.of(new Plan.Project(input, read)), narrow, narrow.columns());
    }

    @Override
    public Optional<Plan.Stage> perKey(Plan.Stage stage, Plan input, List<String> keys, List<Column> along) {
        ScanSteps scan = new ScanSteps(joined(source, along), declared, matchId, steps, joined(keys, partition));
        return Optional.of(new Plan.Stage(List.of(input), scan, scan.columns()));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private void addReads(Scalar scalar, Set<String> reads) {
        if (scalar instanceof Scalar.ColumnReference reference) {
            reads.add(reference.name());
            for (Step step : steps) {
                String prefix = step.remembered("");
                if (reference.name().startsWith(prefix)) {
                    reads.add(reference.name().substring(prefix.length()));
                }
            }
        } else if (scalar instanceof Scalar.Call call) {
            call.arguments().forEach(argument -> addReads(argument, reads));
        }
    }

    @Override
    public String describe() {
        return steps.stream().map(Step::name).collect(Collectors.joining(", ", "scan with steps ", ""))
                + (partition.isEmpty() ? "" : " by " + String.join(", ", partition));
    }
}
