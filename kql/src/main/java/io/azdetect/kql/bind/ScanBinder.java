package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.plan.ScanSteps;
import io.azdetect.kql.plan.ScanSteps.Declared;
import io.azdetect.kql.plan.ScanSteps.Output;
import io.azdetect.kql.plan.ScanSteps.Step;
import io.azdetect.kql.plan.WindowCall;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Binds {@code scan}: its steps over a row and over what the steps remember. */
final class ScanBinder {
    private final Operator.Scan scan;
    private final Plan input;
    private final TabularBinder tables;
    private final List<Declared> declared = new ArrayList<>();
    private final RowParts parts;

    ScanBinder(Operator.Scan scan, Plan input, TabularBinder tables) {
        this.scan = scan;
        this.input = input;
        this.tables = tables;
        this.parts = new RowParts(input.columns());
    }

    /**
     * The scan's plan.
     *
     * @param order the keys after {@code order by}, bound over the input
     */
    Plan bind(List<Plan.SortKey> order) {
        if (scan.parameters().containsKey("kind")) {
            throw ScalarBinder.unsupported("scan kind", scan.span());
        }
        Plan ordered = order.isEmpty() ? input : new Plan.Sort(input, order);
        if (!RowOrder.isSettled(ordered)) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "'scan' needs rows in a settled order, which Kusto calls serialized: put 'sort by' or 'serialize'"
                            + " before",
                    scan.span());
        }
        Set<String> taken = new HashSet<>();
        input.columns().forEach(c -> taken.add(c.name()));
        scan.declarations().forEach(d -> declare(d, taken));
        Optional<Column> matchId =
                Optional.ofNullable(scan.parameters().get("with_match_id")).map(name -> new Column(name, KqlType.LONG));
        matchId.ifPresent(column -> take(new Name(column.name(), scan.span()), taken));
        List<Scalar> partition = new ArrayList<>();
        for (var expression : scan.partition()) {
            partition.add(tables.scalars(new Row(input.columns())).bind(expression));
        }
        if (!partition.isEmpty() && matchId.isPresent()) {
            throw ScalarBinder.unsupported("scan with with_match_id and 'partition by'", scan.span());
        }
        List<Step> steps = steps();
        List<String> keys = new ArrayList<>();
        partition.forEach(key -> keys.add(parts.column(key)));
        ScanSteps program = new ScanSteps(input.columns(), declared, matchId, steps, keys);
        Plan rows = new Plan.Project(ordered, parts.assignments());
        return new Plan.Stage(List.of(keys.isEmpty() ? rows : sideBySide(rows, keys)), program, program.columns());
    }

    private void declare(Statement.Parameter declaration, Set<String> taken) {
        KqlType type = declaration
                .type()
                .orElseThrow(() -> new KqlException(
                        Code.WRONG_TYPE,
                        "a declared column needs a scalar type",
                        declaration.name().span()));
        take(declaration.name(), taken);
        Scalar fallback = declaration
                .defaultValue()
                .<Scalar>map(value -> {
                    Scalar bound = tables.scalars(Row.NONE).bind(value);
                    requireType(type, bound, value.span());
                    return Conversions.to(type, bound, value.span());
                })
                .orElseGet(() -> new Scalar.Constant(type, type == KqlType.STRING ? "" : null));
        if (!(fallback instanceof Scalar.Constant constant)) {
            throw new KqlException(
                    Code.NOT_CONSTANT,
                    "the default of '" + declaration.name() + "' has to be a constant",
                    declaration.name().span());
        }
        declared.add(new Declared(new Column(declaration.name().text(), type), constant));
    }

    private static void take(Name name, Set<String> taken) {
        if (!taken.add(name.text())) {
            throw new KqlException(Code.DUPLICATE_NAME, "two columns would be called '" + name + "'", name.span());
        }
    }

    private List<Step> steps() {
        if (scan.steps().isEmpty()) {
            throw new KqlException(Code.BAD_ARGUMENTS, "'scan' needs a step", scan.span());
        }
        List<Column> remembered = Stream.concat(
                        input.columns().stream(), declared.stream().map(Declared::column))
                .toList();
        Map<String, List<Column>> known = new LinkedHashMap<>();
        List<Step> steps = new ArrayList<>();
        Set<String> all = new LinkedHashSet<>();
        scan.steps().forEach(step -> all.add(step.name().text()));
        for (Operator.ScanStep step : scan.steps()) {
            String name = step.name().text();
            if (known.put(name, remembered) != null) {
                throw new KqlException(
                        Code.DUPLICATE_NAME,
                        "two steps are called '" + name + "'",
                        step.name().span());
            }
            ScalarBinder row = tables.scalars(new Row(input.columns(), new ScanState(known, all, declared)));
            Scalar condition = parts.divide(row.condition(step.condition()));
            List<Plan.Assignment> assignments = new ArrayList<>();
            Set<String> assigned = new HashSet<>();
            for (Operator.ScanAssignment assignment : step.assignments()) {
                assignments.add(assignment(assignment, row, assigned));
            }
            Output output = Output.valueOf(step.output().orElse("all").toUpperCase(Locale.ROOT));
            steps.add(new Step(name, output, condition, assignments));
        }
        return steps;
    }

    private Plan.Assignment assignment(Operator.ScanAssignment assignment, ScalarBinder row, Set<String> assigned) {
        Name name = assignment.column();
        Column column = Stream.concat(declared.stream().map(Declared::column), input.columns().stream())
                .filter(c -> c.name().equals(name.text()))
                .findFirst()
                .orElseThrow(() -> new KqlException(
                        Code.UNKNOWN_COLUMN,
                        "a step assigns declared columns or the source's, and '" + name + "' is none",
                        name.span()));
        if (!assigned.add(name.text())) {
            throw new KqlException(Code.DUPLICATE_NAME, "'" + name + "' is assigned twice in one step", name.span());
        }
        Scalar value = row.bind(assignment.value());
        requireType(column.type(), value, assignment.value().span());
        Scalar converted =
                Conversions.to(column.type(), value, assignment.value().span());
        return new Plan.Assignment(column, parts.divide(converted));
    }

    private static void requireType(KqlType type, Scalar value, Span span) {
        if (type != KqlType.DYNAMIC && Conversions.common(type, value.type()).isEmpty()) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "the column is " + type.kustoName() + ", and this is "
                            + value.type().kustoName(),
                    span);
        }
    }

    /** The rows with those of one partition side by side, in their order. */
    static Plan sideBySide(Plan rows, List<String> keys) {
        Column number = new Column("$number", KqlType.LONG);
        Plan numbered = new Plan.Window(
                rows, List.of(new Plan.WindowColumn(number, new WindowCall.RowNumber(1, Optional.empty()))), List.of());
        List<Plan.SortKey> sort = new ArrayList<>();
        for (Column column : rows.columns()) {
            if (keys.contains(column.name())) {
                sort.add(new Plan.SortKey(new Scalar.ColumnReference(column), true, true));
            }
        }
        sort.add(new Plan.SortKey(new Scalar.ColumnReference(number.name(), KqlType.LONG), true, true));
        Plan sorted = new Plan.Sort(numbered, sort);
        return new Plan.Project(
                sorted, rows.columns().stream().map(Plan.Assignment::same).toList());
    }
}
