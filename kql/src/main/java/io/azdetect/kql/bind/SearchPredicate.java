package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.BinaryOperator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The condition of {@code search} and {@code find} over one of their tables: a text alone is looked for in every column, and
 * a column that another of the tables has is absent in each row of this one.
 */
final class SearchPredicate {
    private final TabularBinder tables;
    private final boolean caseSensitive;

    /** The columns of all tables that a condition may name: in {@code search}, those that have one type. */
    private final Map<String, Column> known = new LinkedHashMap<>();

    /** For {@code search}, whose condition is one for all tables, so that it names no column of two types. */
    static SearchPredicate ofSearch(TabularBinder tables, Set<Plan> all, boolean caseSensitive) {
        return new SearchPredicate(tables, all, caseSensitive, false);
    }

    /** For {@code find}, whose condition is each table's own: a column has in it the type that the table gives it. */
    static SearchPredicate ofFind(TabularBinder tables, Set<Plan> all) {
        return new SearchPredicate(tables, all, false, true);
    }

    private SearchPredicate(TabularBinder tables, Set<Plan> all, boolean caseSensitive, boolean severalTypes) {
        this.tables = tables;
        this.caseSensitive = caseSensitive;
        Map<String, Set<Column>> byName = all.stream()
                .flatMap(plan -> plan.columns().stream())
                .collect(Collectors.groupingBy(
                        Column::name, LinkedHashMap::new, Collectors.toCollection(LinkedHashSet::new)));
        byName.forEach((name, columns) -> {
            if (severalTypes || columns.size() == 1) {
                known.put(name, columns.iterator().next());
            }
        });
    }

    /** The table's rows that the condition is true of. */
    Plan filter(Plan table, Expression predicate) {
        ScalarBinder row = tables.scalars(new Row(table.columns(), known));
        Scalar condition = condition(predicate, row, table.columns());
        Set<String> missing = new LinkedHashSet<>();
        addNames(condition, missing);
        table.columns().forEach(c -> missing.remove(c.name()));
        List<Plan.Assignment> absent = missing.stream()
                .map(known::get)
                .map(c -> new Plan.Assignment(c, PlanParts.absent(c.type())))
                .toList();
        if (absent.isEmpty()) {
            return new Plan.Filter(table, condition);
        }
        List<Plan.Assignment> columns =
                table.columns().stream().map(Plan.Assignment::same).toList();
        return PlanParts.keep(
                new Plan.Filter(new Plan.Project(table, PlanParts.joined(columns, absent)), condition),
                table.columns());
    }

    private Scalar condition(Expression predicate, ScalarBinder row, List<Column> searched) {
        if (predicate instanceof Expression.Binary binary
                && (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR)) {
            List<Scalar> operands =
                    List.of(condition(binary.left(), row, searched), condition(binary.right(), row, searched));
            return Operators.logical(binary.operator().symbol(), operands, binary.span());
        }
        if (predicate instanceof Expression.Literal literal && literal.type() == KqlType.STRING) {
            Term term = term((String) literal.value());
            return AnyColumn.of(term.operator(), PlanParts.text(term.text()), searched, literal.span());
        }
        if (predicate instanceof Expression.TermMatch match
                && row.bind(match.term()) instanceof Scalar.Constant constant
                && constant.value() instanceof String text) {
            Term term = term(text);
            return Operators.binary(
                    term.operator(), row.bind(match.target()), PlanParts.text(term.text()), match.span());
        }
        if (predicate instanceof Expression.AnyColumn any) {
            return AnyColumn.of(sensitive(any.operator()), row.bind(any.value()), searched, any.span());
        }
        if (predicate instanceof Expression.Binary binary) {
            return row.condition(
                    new Expression.Binary(sensitive(binary.operator()), binary.left(), binary.right(), binary.span()));
        }
        return row.condition(predicate);
    }

    private record Term(BinaryOperator operator, String text) {}

    /** A term with {@code *} in it: at an end for what begins or ends so, inside for anything. */
    private Term term(String text) {
        boolean open = text.startsWith("*");
        boolean more = text.endsWith("*") && text.length() > 1;
        String inner = text.substring(open ? 1 : 0, text.length() - (more ? 1 : 0));
        if (inner.contains("*")) {
            String regex = Stream.of(inner.split("\\*", -1))
                    .map(SearchPredicate::quoted)
                    .collect(Collectors.joining(".*"));
            return new Term(
                    BinaryOperator.MATCHES_REGEX,
                    (caseSensitive ? "" : "(?i)") + (open ? "" : "\\b") + regex + (more ? "" : "\\b"));
        }
        BinaryOperator operator = open && (more || inner.isEmpty())
                ? BinaryOperator.CONTAINS
                : open ? BinaryOperator.HAS_SUFFIX : more ? BinaryOperator.HAS_PREFIX : BinaryOperator.HAS;
        return new Term(sensitive(operator), inner);
    }

    private static String quoted(String text) {
        return Pattern.compile("[^\\p{L}\\p{N}_ ]")
                .matcher(text)
                .replaceAll(match -> "\\\\" + Matcher.quoteReplacement(match.group()));
    }

    private BinaryOperator sensitive(BinaryOperator operator) {
        if (!caseSensitive) {
            return operator;
        }
        return switch (operator) {
            case EQUAL_IGNORE_CASE -> BinaryOperator.EQUAL;
            case NOT_EQUAL_IGNORE_CASE -> BinaryOperator.NOT_EQUAL;
            case HAS -> BinaryOperator.HAS_CS;
            case NOT_HAS -> BinaryOperator.NOT_HAS_CS;
            case HAS_PREFIX -> BinaryOperator.HAS_PREFIX_CS;
            case NOT_HAS_PREFIX -> BinaryOperator.NOT_HAS_PREFIX_CS;
            case HAS_SUFFIX -> BinaryOperator.HAS_SUFFIX_CS;
            case NOT_HAS_SUFFIX -> BinaryOperator.NOT_HAS_SUFFIX_CS;
            case CONTAINS -> BinaryOperator.CONTAINS_CS;
            case NOT_CONTAINS -> BinaryOperator.NOT_CONTAINS_CS;
            case STARTS_WITH -> BinaryOperator.STARTS_WITH_CS;
            case NOT_STARTS_WITH -> BinaryOperator.NOT_STARTS_WITH_CS;
            case ENDS_WITH -> BinaryOperator.ENDS_WITH_CS;
            case NOT_ENDS_WITH -> BinaryOperator.NOT_ENDS_WITH_CS;
            default -> operator;
        };
    }

    /** The columns that a condition names. */
    static void addNames(Scalar scalar, Set<String> names) {
        if (scalar instanceof Scalar.ColumnReference reference) {
            names.add(reference.name());
        } else if (scalar instanceof Scalar.Call call) {
            call.arguments().forEach(argument -> addNames(argument, names));
        } else if (scalar instanceof Scalar.MemberOf member) {
            addNames(member.value(), names);
        }
    }

    /** The columns that a condition names itself, those aside that {@code *} or a text alone stands for. */
    Set<String> namesIn(Expression predicate) {
        Set<String> names = new LinkedHashSet<>();
        List<Column> row = new ArrayList<>(known.values());
        addNames(condition(predicate, tables.scalars(new Row(row)), List.of()), names);
        return names;
    }
}
