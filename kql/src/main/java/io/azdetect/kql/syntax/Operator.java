package io.azdetect.kql.syntax;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tabular operator as written after a pipe. */
public sealed interface Operator {
    Span span();

    /** What the visitor has for this operator. */
    <R> R accept(OperatorVisitor<R> visitor);

    /** {@code where predicate} (or {@code filter}). */
    record Where(Expression predicate, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code extend columns}. */
    record Extend(List<NamedExpression> columns, Span span) implements Operator {
        public Extend {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code project columns}. */
    record Project(List<NamedExpression> columns, Span span) implements Operator {
        public Project {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code project-away columns}; columns are names or patterns. */
    record ProjectAway(List<Expression> columns, Span span) implements Operator {
        public ProjectAway {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code project-keep columns}; columns are names or patterns. */
    record ProjectKeep(List<Expression> columns, Span span) implements Operator {
        public ProjectKeep {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code project-rename new = old, …}. */
    record ProjectRename(List<NamedExpression> columns, Span span) implements Operator {
        public ProjectRename {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code project-reorder columns [asc|desc|granny-asc|granny-desc]}. */
    record ProjectReorder(List<ReorderItem> columns, Span span) implements Operator {
        public ProjectReorder {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A name or pattern, and how the columns that a pattern matches are ordered. */
    record ReorderItem(Expression column, Optional<String> order) {}

    /** {@code summarize aggregates by keys}. */
    record Summarize(List<NamedExpression> aggregates, List<NamedExpression> keys, Span span) implements Operator {
        public Summarize {
            aggregates = List.copyOf(aggregates);
            keys = List.copyOf(keys);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code distinct columns}; a lone {@code *} is every column. */
    record Distinct(List<NamedExpression> columns, Span span) implements Operator {
        public Distinct {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code count [as name]}. */
    record Count(Optional<Name> as, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code take n} (or {@code limit}). */
    record Take(Expression count, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code top n by keys}. */
    record Top(Expression count, List<SortKey> keys, Span span) implements Operator {
        public Top {
            keys = List.copyOf(keys);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code sort by keys} (or {@code order by}). */
    record Sort(List<SortKey> keys, Span span) implements Operator {
        public Sort {
            keys = List.copyOf(keys);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A key; without {@code asc} it descends, and without {@code nulls} nulls come first in asc, last in desc. */
    record SortKey(NamedExpression expression, Optional<Boolean> ascending, Optional<Boolean> nullsFirst) {}

    /** {@code join kind=… (right) on conditions}. {@code parameters} holds kind, hint.* and their texts. */
    record Join(Map<String, String> parameters, Expression right, List<Expression> conditions, Span span)
            implements Operator {
        public Join {
            parameters = Map.copyOf(parameters);
            conditions = List.copyOf(conditions);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code lookup kind=… (right) on conditions}. */
    record Lookup(Map<String, String> parameters, Expression right, List<Expression> conditions, Span span)
            implements Operator {
        public Lookup {
            parameters = Map.copyOf(parameters);
            conditions = List.copyOf(conditions);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code union kind=… withsource=… isfuzzy=… tables}; a table may be a pattern. */
    record Union(Map<String, String> parameters, List<Expression> tables, Span span) implements Operator {
        public Union {
            parameters = Map.copyOf(parameters);
            tables = List.copyOf(tables);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code make-series aggregates on axis from … to … step … by keys}.
     *
     * @param range whether the bounds are written {@code in range(start, stop, step)}, where stop is included and bins begin
     *     at multiples of the step
     */
    record MakeSeries(
            Map<String, String> parameters,
            List<SeriesAggregate> aggregates,
            NamedExpression axis,
            boolean range,
            Optional<Expression> from,
            Optional<Expression> to,
            Expression step,
            List<NamedExpression> keys,
            Span span)
            implements Operator {
        public MakeSeries {
            parameters = Map.copyOf(parameters);
            aggregates = List.copyOf(aggregates);
            keys = List.copyOf(keys);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code aggregate [default = value]}. */
    record SeriesAggregate(NamedExpression aggregate, Optional<Expression> fallback) {}

    /** {@code mv-expand columns [limit n]}. {@code parameters}: bagexpansion/kind, with_itemindex. */
    record MvExpand(Map<String, String> parameters, List<Expansion> columns, Optional<Expression> limit, Span span)
            implements Operator {
        public MvExpand {
            parameters = Map.copyOf(parameters);
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code [name =] array [to typeof(type)]}. */
    record Expansion(NamedExpression expression, Optional<KqlType> type) {}

    /**
     * {@code mv-apply columns [limit n] [id x] on (subquery)}; the subquery's operators, without a source.
     *
     * @param columns none for {@code mv-apply to typeof(x)}
     */
    record MvApply(
            Map<String, String> parameters,
            List<Expansion> columns,
            Optional<Expression> limit,
            List<Operator> subquery,
            Span span)
            implements Operator {
        public MvApply {
            parameters = Map.copyOf(parameters);
            columns = List.copyOf(columns);
            subquery = List.copyOf(subquery);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code parse [kind=… flags=…] source with pattern}, or {@code parse-where} when {@code filter} is set. */
    record Parse(boolean filter, Map<String, String> parameters, Expression source, List<ParsePart> pattern, Span span)
            implements Operator {
        public Parse {
            parameters = Map.copyOf(parameters);
            pattern = List.copyOf(pattern);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** One part of a {@code parse} pattern. */
    sealed interface ParsePart {
        /** Text to find (a regular expression when {@code kind=regex}). */
        record Text(String text, Span span) implements ParsePart {}

        /** {@code *}: skip what is here. */
        record Skip(Span span) implements ParsePart {}

        /** {@code name[:type]}: take what is here; a string when no type is given. */
        record Capture(Statement.ColumnDeclaration column, boolean typed) implements ParsePart {}
    }

    /**
     * {@code parse-kv source as (keys) with (properties)}.
     *
     * @param properties each as written: {@code quote} and {@code escape} may come several times
     */
    record ParseKv(Expression source, List<Statement.ColumnDeclaration> keys, List<Property> properties, Span span)
            implements Operator {
        public ParseKv {
            keys = List.copyOf(keys);
            properties = List.copyOf(properties);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code name = value} in {@code with (…)}; the value as text, a string without its quotes. */
    record Property(String name, String value, Span span) {}

    /** {@code serialize columns}. */
    record Serialize(List<NamedExpression> columns, Span span) implements Operator {
        public Serialize {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code scan [with_match_id=name] [order by keys] [partition by values] [declare (columns)] with (steps)}.
     *
     * @param parameters with_match_id, kind
     * @param declarations columns with their defaults
     */
    record Scan(
            Map<String, String> parameters,
            List<SortKey> order,
            List<Expression> partition,
            List<Statement.Parameter> declarations,
            List<ScanStep> steps,
            Span span)
            implements Operator {
        public Scan {
            parameters = Map.copyOf(parameters);
            order = List.copyOf(order);
            partition = List.copyOf(partition);
            declarations = List.copyOf(declarations);
            steps = List.copyOf(steps);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code step name [output=all|last|none]: condition [=> column = value, …];}. */
    record ScanStep(
            Name name, Optional<String> output, Expression condition, List<ScanAssignment> assignments, Span span) {
        public ScanStep {
            assignments = List.copyOf(assignments);
        }
    }

    /** {@code column = value} behind a step's condition. */
    record ScanAssignment(Name column, Expression value) {}

    /** {@code as name}. */
    record As(Name name, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code render visualization …}: a hint for whoever draws. */
    record Render(String visualization, Map<String, String> properties, Span span) implements Operator {
        public Render {
            properties = Map.copyOf(properties);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code getschema}. */
    record GetSchema(Optional<String> kind, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code invoke function(arguments)}. */
    record Invoke(Expression.Call call, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code evaluate plugin(arguments) [: (*, columns)]}.
     *
     * @param schema the columns that the query says the plug-in returns
     */
    record Evaluate(Map<String, String> parameters, Expression.Call plugin, Optional<PluginSchema> schema, Span span)
            implements Operator {
        public Evaluate {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A plug-in's result as the query declares it; {@code keepsInput} for {@code *}: the input's columns come first. */
    record PluginSchema(boolean keepsInput, List<Statement.ColumnDeclaration> columns) {
        public PluginSchema {
            columns = List.copyOf(columns);
        }
    }

    /**
     * {@code [kind=…] search [in (tables)] predicate}.
     *
     * @param predicate empty for {@code search *}
     */
    record Search(Optional<String> kind, List<Expression> tables, Optional<Expression> predicate, Span span)
            implements Operator {
        public Search {
            tables = List.copyOf(tables);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code find [withsource=name] [in (tables)] where predicate [project columns | project-smart]}.
     *
     * @param columns empty for {@code project-smart}, which is the default
     * @param packs whether {@code pack(*)} stands among the columns
     */
    record Find(
            Optional<Name> source,
            List<Expression> tables,
            Expression predicate,
            List<FindColumn> columns,
            boolean packs,
            Span span)
            implements Operator {
        public Find {
            tables = List.copyOf(tables);
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code name[:type]} behind {@code find … project}. */
    record FindColumn(Name name, Optional<KqlType> type) {}

    /**
     * {@code partition by column (operators)} or {@code partition by column {query}}.
     *
     * @param subquery the operators over each part; empty when the subquery has a source of its own
     * @param query the subquery that has a source of its own
     */
    record Partition(
            Map<String, String> parameters, Name column, List<Operator> subquery, Optional<Expression> query, Span span)
            implements Operator {
        public Partition {
            parameters = Map.copyOf(parameters);
            subquery = List.copyOf(subquery);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code top-nested … , top-nested …}. */
    record TopNested(List<TopNestedLevel> levels, Span span) implements Operator {
        public TopNested {
            levels = List.copyOf(levels);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code top-nested [count] of key [with others = x] by aggregate [asc|desc]}. */
    record TopNestedLevel(
            Optional<Expression> count,
            NamedExpression key,
            Optional<Expression> others,
            NamedExpression aggregate,
            boolean ascending,
            Span span) {}

    /** {@code top-hitters n of column [by number]}. */
    record TopHitters(Expression count, Expression column, Optional<Expression> by, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code reduce [kind=source] by text [with options]}. */
    record Reduce(Optional<String> kind, NamedExpression value, List<Property> properties, Span span)
            implements Operator {
        public Reduce {
            properties = List.copyOf(properties);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code sample n}. */
    record Sample(Expression count, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code sample-distinct n of column}. */
    record SampleDistinct(Expression count, Expression column, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code fork [name =] (operators) …}: a result for each branch. */
    record Fork(List<ForkBranch> branches, Span span) implements Operator {
        public Fork {
            branches = List.copyOf(branches);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** One result of {@code fork}. */
    record ForkBranch(Optional<Name> name, List<Operator> operators) {
        public ForkBranch {
            operators = List.copyOf(operators);
        }
    }

    /** {@code facet by columns [with (operators)]}: a result for each column. */
    record Facet(List<Name> columns, List<Operator> with, Span span) implements Operator {
        public Facet {
            columns = List.copyOf(columns);
            with = List.copyOf(with);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code consume}. */
    record Consume(Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code project-by-names specifiers}. */
    record ProjectByNames(List<Expression> specifiers, Span span) implements Operator {
        public ProjectByNames {
            specifiers = List.copyOf(specifiers);
        }

        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** An operator that Kusto has and that is read only far enough to refuse it by name. */
    record Unsupported(String name, Span span) implements Operator {
        @Override
        public <R> R accept(OperatorVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
