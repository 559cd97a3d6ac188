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

    /** {@code where predicate} (or {@code filter}). */
    record Where(Expression predicate, Span span) implements Operator {}

    /** {@code extend columns}. */
    record Extend(List<NamedExpression> columns, Span span) implements Operator {
        public Extend {
            columns = List.copyOf(columns);
        }
    }

    /** {@code project columns}. */
    record Project(List<NamedExpression> columns, Span span) implements Operator {
        public Project {
            columns = List.copyOf(columns);
        }
    }

    /** {@code project-away columns}; columns are names or patterns. */
    record ProjectAway(List<Expression> columns, Span span) implements Operator {
        public ProjectAway {
            columns = List.copyOf(columns);
        }
    }

    /** {@code project-keep columns}; columns are names or patterns. */
    record ProjectKeep(List<Expression> columns, Span span) implements Operator {
        public ProjectKeep {
            columns = List.copyOf(columns);
        }
    }

    /** {@code project-rename new = old, …}. */
    record ProjectRename(List<NamedExpression> columns, Span span) implements Operator {
        public ProjectRename {
            columns = List.copyOf(columns);
        }
    }

    /** {@code project-reorder columns [asc|desc|granny-asc|granny-desc]}. */
    record ProjectReorder(List<ReorderItem> columns, Span span) implements Operator {
        public ProjectReorder {
            columns = List.copyOf(columns);
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
    }

    /** {@code distinct columns}; a lone {@code *} is every column. */
    record Distinct(List<NamedExpression> columns, Span span) implements Operator {
        public Distinct {
            columns = List.copyOf(columns);
        }
    }

    /** {@code count [as name]}. */
    record Count(Optional<Name> as, Span span) implements Operator {}

    /** {@code take n} (or {@code limit}). */
    record Take(Expression count, Span span) implements Operator {}

    /** {@code top n by keys}. */
    record Top(Expression count, List<SortKey> keys, Span span) implements Operator {
        public Top {
            keys = List.copyOf(keys);
        }
    }

    /** {@code sort by keys} (or {@code order by}). */
    record Sort(List<SortKey> keys, Span span) implements Operator {
        public Sort {
            keys = List.copyOf(keys);
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
    }

    /** {@code lookup kind=… (right) on conditions}. */
    record Lookup(Map<String, String> parameters, Expression right, List<Expression> conditions, Span span)
            implements Operator {
        public Lookup {
            parameters = Map.copyOf(parameters);
            conditions = List.copyOf(conditions);
        }
    }

    /** {@code union kind=… withsource=… isfuzzy=… tables}; a table may be a pattern. */
    record Union(Map<String, String> parameters, List<Expression> tables, Span span) implements Operator {
        public Union {
            parameters = Map.copyOf(parameters);
            tables = List.copyOf(tables);
        }
    }

    /** {@code mv-expand columns [limit n]}. {@code parameters}: bagexpansion/kind, with_itemindex. */
    record MvExpand(Map<String, String> parameters, List<Expansion> columns, Optional<Expression> limit, Span span)
            implements Operator {
        public MvExpand {
            parameters = Map.copyOf(parameters);
            columns = List.copyOf(columns);
        }
    }

    /** {@code [name =] array [to typeof(type)]}. */
    record Expansion(NamedExpression expression, Optional<KqlType> type) {}

    /** {@code mv-apply columns [limit n] on (subquery)}; the subquery's operators, without a source. */
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
    }

    /** {@code parse [kind=… flags=…] source with pattern}, or {@code parse-where} when {@code filter} is set. */
    record Parse(boolean filter, Map<String, String> parameters, Expression source, List<ParsePart> pattern, Span span)
            implements Operator {
        public Parse {
            parameters = Map.copyOf(parameters);
            pattern = List.copyOf(pattern);
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

    /** {@code serialize columns}. */
    record Serialize(List<NamedExpression> columns, Span span) implements Operator {
        public Serialize {
            columns = List.copyOf(columns);
        }
    }

    /** {@code as name}. */
    record As(Name name, Span span) implements Operator {}

    /** {@code render visualization …}: a hint for whoever draws. */
    record Render(String visualization, Map<String, String> properties, Span span) implements Operator {
        public Render {
            properties = Map.copyOf(properties);
        }
    }

    /** {@code getschema}. */
    record GetSchema(Span span) implements Operator {}

    /** {@code invoke function(arguments)}. */
    record Invoke(Expression.Call call, Span span) implements Operator {}

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
    }

    /** A plug-in's result as the query declares it; {@code keepsInput} for {@code *}: the input's columns come first. */
    record PluginSchema(boolean keepsInput, List<Statement.ColumnDeclaration> columns) {
        public PluginSchema {
            columns = List.copyOf(columns);
        }
    }

    /** An operator that Kusto has and that is read only far enough to refuse it by name. */
    record Unsupported(String name, Span span) implements Operator {}
}
