package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bound, typed query as a tree of relational operators: what an engine runs.
 *
 * <p>Plans are immutable. A scalar in a node refers by name to the columns of that node's input; names are unique within
 * {@link #columns()} and case-sensitive. Every conversion that Kusto does silently is a {@link Scalar.Call} here, so an
 * engine never has to guess a type.
 */
public sealed interface Plan {
    /** The columns of the result, in order. */
    List<Column> columns();

    /** The plans that this one reads. */
    List<Plan> inputs();

    /** The same operator over other inputs, which have the same columns as {@link #inputs()}. */
    Plan withInputs(List<Plan> inputs);

    /** What the visitor has for this operator. */
    <R> R accept(PlanVisitor<R> visitor);

    /** A plan that reads no other. */
    sealed interface Leaf extends Plan {
        @Override
        default List<Plan> inputs() {
            return List.of();
        }

        @Override
        default Plan withInputs(List<Plan> inputs) {
            return this;
        }
    }

    /** An operator over the rows of one plan, whose columns it leaves as they are unless it says otherwise. */
    sealed interface OfOne extends Plan {
        Plan input();

        @Override
        default List<Plan> inputs() {
            return List.of(input());
        }

        @Override
        default List<Column> columns() {
            return input().columns();
        }
    }

    /** Every row of a stored table; only the columns listed are read. */
    record Scan(TableSchema table, List<Column> columns) implements Leaf {
        public Scan {
            requireNonNull(table, "table");
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Rows written in the query: {@code datatable}, or {@code print} as one row. The scalars refer to no column. */
    record Values(List<Column> columns, List<List<Scalar>> rows) implements Leaf {
        public Values {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<Scalar> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(row.size() + " values for " + columns.size() + " columns");
                }
            }
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code from}, {@code from + step}, … up to and with {@code to}, in one column. */
    record Range(Column column, Scalar from, Scalar to, Scalar step) implements Leaf {
        @Override
        public List<Column> columns() {
            return List.of(column);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The rows for which the predicate is true (not false, not null). */
    record Filter(Plan input, Scalar predicate) implements OfOne {
        public Filter {
            requireNonNull(input, "input");
            requireNonNull(predicate, "predicate");
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Filter(inputs.get(0), predicate);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Computed columns, and only these: {@code project}, {@code extend} and their relatives. */
    record Project(Plan input, List<Assignment> assignments) implements OfOne {
        public Project {
            requireNonNull(input, "input");
            assignments = List.copyOf(assignments);
        }

        @Override
        public List<Column> columns() {
            return Assignment.columns(assignments);
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Project(inputs.get(0), assignments);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * One row for each combination of keys, which come first in the result; without keys one row, even over no rows.
     * Without aggregates it is {@code distinct}.
     */
    record Aggregate(Plan input, List<Assignment> keys, List<Aggregation> aggregations) implements OfOne {
        public Aggregate {
            requireNonNull(input, "input");
            keys = List.copyOf(keys);
            aggregations = List.copyOf(aggregations);
        }

        @Override
        public List<Column> columns() {
            return Stream.concat(
                            keys.stream().map(Assignment::column),
                            aggregations.stream().map(Aggregation::column))
                    .toList();
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Aggregate(inputs.get(0), keys, aggregations);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** At most {@code count} rows; after a {@link Sort} the first ones. */
    record Limit(Plan input, Scalar count) implements OfOne {
        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Limit(inputs.get(0), count);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** At most {@code count} rows of each combination of the keys' values; after a {@link Sort} the first ones of each. */
    record LimitPerKey(Plan input, List<Scalar> keys, Scalar count) implements OfOne {
        public LimitPerKey {
            requireNonNull(input, "input");
            keys = List.copyOf(keys);
            requireNonNull(count, "count");
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new LimitPerKey(inputs.get(0), keys, count);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The input's columns and behind them one, a long, that tells every row from every other. */
    record Numbered(Plan input, Column number) implements OfOne {
        public Numbered {
            requireNonNull(input, "input");
            requireNonNull(number, "number");
        }

        @Override
        public List<Column> columns() {
            return Stream.concat(input.columns().stream(), Stream.of(number)).toList();
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Numbered(inputs.get(0), number);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The rows in order; rows with equal keys in any order. */
    record Sort(Plan input, List<SortKey> keys) implements OfOne {
        public Sort {
            requireNonNull(input, "input");
            keys = List.copyOf(keys);
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Sort(inputs.get(0), keys);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Pairs of rows whose keys are equal; a null key equals nothing.
     *
     * <p>For {@link JoinKind} semi and anti kinds the result is one side's columns. For the others it is
     * {@code leftColumns} under their names followed by {@code rightColumns}, which may be renamed ({@code x1}).
     *
     * @param leftColumns the left input's columns in the result
     * @param rightColumns the right input's columns in the result, with the names that they get there
     */
    record Join(
            Plan left,
            Plan right,
            JoinKind kind,
            List<JoinKey> keys,
            List<Renamed> leftColumns,
            List<Renamed> rightColumns)
            implements Plan {
        public Join {
            requireNonNull(left, "left");
            requireNonNull(right, "right");
            requireNonNull(kind, "kind");
            keys = List.copyOf(keys);
            leftColumns = List.copyOf(leftColumns);
            rightColumns = List.copyOf(rightColumns);
        }

        @Override
        public List<Column> columns() {
            return Stream.concat(leftColumns.stream(), rightColumns.stream())
                    .map(Renamed::column)
                    .toList();
        }

        @Override
        public List<Plan> inputs() {
            return List.of(left, right);
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Join(inputs.get(0), inputs.get(1), kind, keys, leftColumns, rightColumns);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * All rows of all inputs. An input may lack columns of the union, in any order: its rows have null there, or the empty
     * string. So a union of hundreds of tables is as large as all of them, not as its columns times its tables.
     */
    record Union(List<Plan> inputs, List<Column> columns) implements Plan {
        public Union {
            inputs = List.copyOf(inputs);
            columns = List.copyOf(columns);
            if (inputs.isEmpty()) {
                throw new IllegalArgumentException("a union of nothing");
            }
            Set<Column> known = Set.copyOf(columns);
            for (Plan input : inputs) {
                if (!known.containsAll(input.columns())) {
                    throw new IllegalArgumentException(
                            "an input's columns " + input.columns() + " are not all among " + columns);
                }
            }
        }

        /** A union of inputs that all have the columns of the first. */
        public static Union of(List<Plan> inputs) {
            return new Union(inputs, inputs.get(0).columns());
        }

        @Override
        public Plan withInputs(List<Plan> others) {
            return new Union(others, columns);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * One row for each element of the expanded arrays or bags, side by side; the shorter ones give null.
     *
     * <p>The result has the input's columns, an expanded column in place where it has an input column's name and behind
     * them where not, and last {@code itemIndex}, from 0. An input row whose
     * values are null or no arrays gives one row, one whose arrays are all empty gives none.
     *
     * @param bagsAsArrays whether a bag's property becomes {@code ["key", value]} rather than {@code {"key": value}}
     * @param limit the most rows that one input row gives
     */
    record MvExpand(
            Plan input, List<Expansion> expansions, Optional<Column> itemIndex, boolean bagsAsArrays, long limit)
            implements OfOne {
        public MvExpand {
            requireNonNull(input, "input");
            expansions = List.copyOf(expansions);
            requireNonNull(itemIndex, "itemIndex");
        }

        @Override
        public List<Column> columns() {
            return Stream.of(
                            input.columns().stream()
                                    .map(c -> expansions.stream()
                                            .map(Expansion::column)
                                            .filter(e -> e.name().equals(c.name()))
                                            .findFirst()
                                            .orElse(c)),
                            expansions.stream()
                                    .map(Expansion::column)
                                    .filter(e -> input.columns().stream()
                                            .noneMatch(c -> c.name().equals(e.name()))),
                            itemIndex.stream())
                    .flatMap(s -> s)
                    .toList();
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new MvExpand(inputs.get(0), expansions, itemIndex, bagsAsArrays, limit);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Columns cut out of a text by one regular expression.
     *
     * <p>Where it matches, each capture is its group's text converted to the column's type; where it does not, strings
     * are empty and the rest is null, or the row goes when {@code filter} is set. A captured column replaces the input's
     * of the same name, and comes behind the input's columns otherwise.
     *
     * @param regex an RE2 pattern that matches from the text's start
     * @param captures the columns in the order of their groups, from 1
     */
    record Parse(Plan input, Scalar source, String regex, List<Column> captures, boolean filter) implements OfOne {
        public Parse {
            requireNonNull(input, "input");
            requireNonNull(source, "source");
            requireNonNull(regex, "regex");
            captures = List.copyOf(captures);
        }

        @Override
        public List<Column> columns() {
            return Stream.concat(
                            input.columns().stream()
                                    .map(c -> captures.stream()
                                            .filter(e -> e.name().equals(c.name()))
                                            .findFirst()
                                            .orElse(c)),
                            captures.stream()
                                    .filter(e -> input.columns().stream()
                                            .noneMatch(c -> c.name().equals(e.name()))))
                    .toList();
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Parse(inputs.get(0), source, regex, captures, filter);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A plan that the query uses more than once ({@code let}, {@code materialize}): equal {@code id} means equal rows, so
     * an engine computes it once.
     */
    record Shared(String id, Plan input) implements OfOne {
        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Shared(id, inputs.get(0));
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The records of files that the query names: {@code externaldata}. Each row is one array, of a record's cells in the order
     * in which the query declares its columns; an absent cell is null. Cells are texts, or values where the format has them.
     *
     * @param addresses as the query writes them; an engine knows which files they stand for, if any
     * @param format Kusto's name: {@code csv}, {@code json}, …
     * @param names the columns, for formats that have names
     * @param mapping Kusto's ingestion mapping; empty without one
     * @param span where it stands in the query, for an engine that has to refuse it
     */
    record ExternalData(
            Column record,
            List<String> addresses,
            String format,
            boolean skipsFirstRecord,
            List<String> names,
            String mapping,
            Span span)
            implements Leaf {
        public ExternalData {
            requireNonNull(record, "record");
            addresses = List.copyOf(addresses);
            requireNonNull(format, "format");
            names = List.copyOf(names);
            requireNonNull(mapping, "mapping");
        }

        @Override
        public List<Column> columns() {
            return List.of(record);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code serialize}: the rows in the order in which they come, which counts from here on. */
    record Serialize(Plan input) implements OfOne {
        public Serialize {
            requireNonNull(input, "input");
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Serialize(inputs.get(0));
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The rows, in the order that they have below, with columns behind their own that window functions compute.
     *
     * @param windows the new columns; each reads the input's columns only
     * @param partition rows of unlike values of these are row sets of their own, each in its order
     */
    record Window(Plan input, List<WindowColumn> windows, List<Scalar> partition) implements OfOne {
        public Window {
            requireNonNull(input, "input");
            windows = List.copyOf(windows);
            partition = List.copyOf(partition);
        }

        @Override
        public List<Column> columns() {
            return Stream.concat(input.columns().stream(), windows.stream().map(WindowColumn::column))
                    .toList();
        }

        @Override
        public Plan withInputs(List<Plan> inputs) {
            return new Window(inputs.get(0), windows, partition);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A column and the window function that computes it. */
    record WindowColumn(Column column, WindowCall call) {
        public WindowColumn {
            if (column.type() != call.type()) {
                throw new IllegalArgumentException(column + " is computed as " + call.type());
            }
        }
    }

    /**
     * Rows that a program in Java makes of the inputs' rows, which it reads in their order. The engine runs what is below as
     * SQL, then the program, and keeps its rows, in the order in which they came, for the SQL above.
     *
     * @param columns the result's columns; the program gives them in this order
     */
    record Stage(List<Plan> inputs, Program program, List<Column> columns) implements Plan {
        public Stage {
            inputs = List.copyOf(inputs);
            requireNonNull(program, "program");
            columns = List.copyOf(columns);
            if (inputs.isEmpty()) {
                throw new IllegalArgumentException("a stage without rows to work on");
            }
        }

        @Override
        public Plan withInputs(List<Plan> others) {
            return new Stage(others, program, columns);
        }

        @Override
        public <R> R accept(PlanVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A column and the scalar that computes it; both have the same type. */
    record Assignment(Column column, Scalar value) {
        public Assignment {
            if (column.type() != value.type()) {
                throw new IllegalArgumentException(column + " is computed as " + value.type());
            }
        }

        /** The column as it is. */
        public static Assignment same(Column column) {
            return new Assignment(column, new Scalar.ColumnReference(column));
        }

        static List<Column> columns(List<Assignment> assignments) {
            return assignments.stream().map(Assignment::column).collect(Collectors.toUnmodifiableList());
        }
    }

    /** A column and the aggregate that computes it. */
    record Aggregation(Column column, AggregateCall call) {
        public Aggregation {
            if (column.type() != call.type()) {
                throw new IllegalArgumentException(column + " is computed as " + call.type());
            }
        }
    }

    /**
     * An aggregate function over a group's rows.
     *
     * @param function Kusto's name, in lower case, such as {@code countif}
     */
    record AggregateCall(String function, List<Scalar> arguments, io.azdetect.kql.type.KqlType type) {
        public AggregateCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** A key to sort by, with both choices made. */
    record SortKey(Scalar value, boolean ascending, boolean nullsFirst) {}

    /** An equality that a join asks for; both sides have the same type. */
    record JoinKey(Scalar left, Scalar right) {
        public JoinKey {
            if (left.type() != right.type()) {
                throw new IllegalArgumentException("join of " + left.type() + " with " + right.type());
            }
        }
    }

    /** An input's column and what it is called in the result. */
    record Renamed(String from, Column column) {}

    /** An array or bag to expand, and the column that its elements get. */
    record Expansion(Column column, Scalar source) {}

    /** How pairs and the rows without a partner are treated. */
    enum JoinKind {
        /** Kusto's default: of left rows with equal keys, one (any) takes part; then as {@link #INNER}. */
        INNER_UNIQUE,
        INNER,
        LEFT_OUTER,
        RIGHT_OUTER,
        FULL_OUTER,
        LEFT_SEMI,
        RIGHT_SEMI,
        LEFT_ANTI,
        RIGHT_ANTI
    }
}
