package io.azdetect.cli;

import io.azdetect.cli.format.KustoText;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.PlanVisitor;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.plan.WindowCall;
import io.azdetect.kql.schema.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as a tree that a person can read: each operator above what it reads. */
final class PlanText {
    private static final int MOST_VALUES = 5;
    private static final Set<String> WORD_OPERATORS = Set.of(
            "and",
            "or",
            "between",
            "in",
            "in~",
            "has",
            "has_any",
            "has_all",
            "contains",
            "startswith",
            "endswith",
            "hasprefix",
            "hassuffix",
            "matches regex");

    private static final PlanVisitor<String> LINES = new Lines();

    private final StringBuilder out = new StringBuilder();
    private final Set<String> shared = new HashSet<>();

    private PlanText() {}

    static String of(Plan plan) {
        PlanText text = new PlanText();
        text.write(plan, "", "");
        return text.out.toString().stripTrailing();
    }

    private void write(Plan plan, String first, String rest) {
        out.append(first).append(plan.accept(LINES)).append('\n');
        if (plan instanceof Plan.Shared same && !shared.add(same.id())) {
            return;
        }
        List<Plan> inputs = plan.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            boolean last = i == inputs.size() - 1;
            write(inputs.get(i), rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }

    /** One operator in one line, without what it reads. */
    private static final class Lines implements PlanVisitor<String> {
        @Override
        public String visit(Plan.Scan scan) {
            return "scan " + scan.table().name() + " " + names(scan.columns());
        }

        @Override
        public String visit(Plan.Values values) {
            return "values " + names(values.columns()) + ": "
                    + count(values.rows().size(), "row")
                    + values.rows().stream()
                            .limit(MOST_VALUES)
                            .map(PlanText::list)
                            .collect(Collectors.joining(", ", " ", ""));
        }

        @Override
        public String visit(Plan.Range range) {
            return "range " + range.column().name() + " from " + of(range.from()) + " to " + of(range.to()) + " step "
                    + of(range.step());
        }

        @Override
        public String visit(Plan.Filter filter) {
            return "filter " + of(filter.predicate());
        }

        @Override
        public String visit(Plan.Project project) {
            return "project " + assignments(project.assignments());
        }

        @Override
        public String visit(Plan.Aggregate aggregate) {
            String aggregations = aggregate.aggregations().stream()
                    .map(a -> a.column().name() + " = " + a.call().function()
                            + list(a.call().arguments()))
                    .collect(Collectors.joining(", "));
            String keys = aggregate.keys().isEmpty() ? "" : " by " + assignments(aggregate.keys());
            return ("aggregate " + aggregations).stripTrailing() + keys;
        }

        @Override
        public String visit(Plan.Limit limit) {
            return "limit " + of(limit.count());
        }

        @Override
        public String visit(Plan.LimitPerKey limit) {
            return "limit " + of(limit.count()) + " for each " + list(limit.keys());
        }

        @Override
        public String visit(Plan.Numbered numbered) {
            return "number rows as " + numbered.number().name();
        }

        @Override
        public String visit(Plan.Sort sort) {
            return sort.keys().stream()
                    .map(k -> of(k.value())
                            + (k.ascending() ? " asc" : " desc")
                            + (k.nullsFirst() ? " nulls first" : " nulls last"))
                    .collect(Collectors.joining(", ", "sort ", ""));
        }

        @Override
        public String visit(Plan.Join join) {
            return join.keys().stream()
                    .map(k -> of(k.left()) + " == " + of(k.right()))
                    .collect(Collectors.joining(
                            " and ", "join " + join.kind().name().toLowerCase(Locale.ROOT) + " on ", ""));
        }

        @Override
        public String visit(Plan.Union union) {
            return "union of " + union.inputs().size();
        }

        @Override
        public String visit(Plan.MvExpand expand) {
            return expand.expansions().stream()
                    .map(e -> e.column().name() + " = " + of(e.source()))
                    .collect(Collectors.joining(", ", "expand ", ""));
        }

        @Override
        public String visit(Plan.Parse parse) {
            return "parse " + of(parse.source()) + " by " + parse.regex() + " into " + names(parse.captures());
        }

        @Override
        public String visit(Plan.Shared same) {
            return "shared " + same.id();
        }

        @Override
        public String visit(Plan.Window window) {
            return "window "
                    + window.windows().stream()
                            .map(w -> w.column().name() + " = " + of(w.call()))
                            .collect(Collectors.joining(", "))
                    + (window.partition().isEmpty() ? "" : " by " + list(window.partition()));
        }

        @Override
        public String visit(Plan.Stage stage) {
            return "in Java " + stage.program().describe() + " to " + names(stage.columns());
        }

        @Override
        public String visit(Plan.ExternalData external) {
            return "external data " + names(external.columns());
        }

        @Override
        public String visit(Plan.Serialize serialize) {
            return "serialize";
        }
    }

    private static String of(WindowCall call) {
        if (call instanceof WindowCall.RowNumber number) {
            return "row_number(" + number.start() + restart(", ", number.restart()) + ")";
        }
        if (call instanceof WindowCall.RunningSum sum) {
            return "row_cumsum(" + of(sum.term()) + restart(", ", sum.restart()) + ")";
        }
        if (call instanceof WindowCall.Rank rank) {
            return (rank.dense() ? "row_rank_dense(" : "row_rank_min(") + of(rank.term())
                    + restart(", ", rank.restart()) + ")";
        }
        WindowCall.Neighbour neighbour = (WindowCall.Neighbour) call;
        return (neighbour.offset() < 0 ? "prev(" : "next(") + of(neighbour.value()) + ", "
                + Math.abs(neighbour.offset()) + ", " + of(neighbour.fallback()) + ")";
    }

    private static String restart(String before, Optional<Scalar> restart) {
        return restart.map(r -> before + of(r)).orElse("");
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String assignments(List<Plan.Assignment> assignments) {
        return assignments.stream()
                .map(a -> {
                    String value = of(a.value());
                    String name = a.column().name();
                    return value.equals(name) ? name : name + " = " + value;
                })
                .collect(Collectors.joining(", "));
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static String list(List<Scalar> scalars) {
        return scalars.stream().map(PlanText::of).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String of(Scalar scalar) {
        if (scalar instanceof Scalar.Constant constant) {
            return constant(constant);
        }
        if (scalar instanceof Scalar.ColumnReference column) {
            return column.name();
        }
        if (scalar instanceof Scalar.Call call) {
            return call(call);
        }
        if (scalar instanceof Scalar.MemberOf member) {
            return of(member.value()) + " " + member.operator() + " { " + inline(member.plan()) + " }";
        }
        if (scalar instanceof Scalar.Subquery subquery) {
            return "toscalar { " + inline(subquery.plan()) + " }";
        }
        return scalar.toString();
    }

    /** A plan within an expression, outermost operator last, as KQL has it. */
    private static String inline(Plan plan) {
        return plan.inputs().stream().map(PlanText::inline).map(i -> i + " | ").collect(Collectors.joining())
                + plan.accept(LINES);
    }

    private static String constant(Scalar.Constant constant) {
        if (constant.value() == null) {
            return constant.type().kustoName() + "(null)";
        }
        String text = KustoText.of(constant.type(), constant.value());
        return switch (constant.type()) {
            case STRING -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case BOOL, INT, LONG, REAL -> text;
            default -> constant.type().kustoName() + "(" + text + ")";
        };
    }

    private static String call(Scalar.Call call) {
        String function = call.function();
        List<Scalar> arguments = call.arguments();
        if (function.equals("[]")) {
            return of(arguments.get(0)) + "[" + of(arguments.get(1)) + "]";
        }
        if (!isOperator(function)) {
            return function + list(arguments);
        }
        if (arguments.size() == 1) {
            return function + of(arguments.get(0));
        }
        if (arguments.size() == 2 || function.equals("and") || function.equals("or")) {
            return arguments.stream().map(PlanText::of).collect(Collectors.joining(" " + function + " ", "(", ")"));
        }
        return of(arguments.get(0)) + " " + function + " " + list(arguments.subList(1, arguments.size()));
    }

    private static boolean isOperator(String function) {
        return !Character.isLetter(function.charAt(0)) || WORD_OPERATORS.contains(function.replaceFirst("_cs$", ""));
    }
}
