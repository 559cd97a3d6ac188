package io.azdetect.catalog;

import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about a detection's query. */
final class QueryLint {
    /** What Azure writes in one case today and in another tomorrow. */
    private static final Set<String> ANY_CASE = Set.of(
            "OperationName",
            "OperationNameValue",
            "Operation",
            "ActivityStatus",
            "ActivityStatusValue",
            "ResourceProvider",
            "ResourceProviderValue",
            "ResourceType",
            "ResourceGroup",
            "ResourceId",
            "_ResourceId",
            "Caller",
            "UserPrincipalName");

    private static final Set<String> CASE_SENSITIVE = Set.of(
            "==",
            "!=",
            "in",
            "!in",
            "has_cs",
            "!has_cs",
            "contains_cs",
            "!contains_cs",
            "startswith_cs",
            "!startswith_cs",
            "endswith_cs",
            "!endswith_cs",
            "hasprefix_cs",
            "hassuffix_cs");

    private static final Set<String> CONTAINS = Set.of("contains", "!contains", "contains_cs", "!contains_cs");

    /** Further back no rule looks, so a date is meant and not a length of time. */
    private static final long LONGEST_LOOK_BACK = 400 * 24 * 3600 * Ticks.PER_SECOND;

    // Plug-ins and the reserved column:
    // https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule#configure-alert-rule-conditions
    // Whole-workspace search and the length of a query:
    // https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview#best-practices-for-analytics-rule-queries
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\bevaluate\\s+(?:hint\\.\\S+\\s+)*"
                    + "(bag_unpack|pivot|narrow)\\b|\\b(AggregatedValue)\\b|\\b((?:search|union)\\s+(?:[\\w.]+\\s*=\\s*\\S+\\s+)*\\*)");

    private static final int LONGEST_QUERY = 10_000;

    private QueryLint() {}

    static void check(LintTarget target) {
        for (Scalar.Call call : target.calls()) {
            operationCase(target, call);
            contains(target, call);
            beyondPeriod(target, call);
        }
        target.plan().ifPresent(plan -> repeated(target, plan));
        forbidden(target);
        int length = target.detection().query().length();
        if (length > LONGEST_QUERY) {
            target.atField(
                    LintRule.TOO_LONG,
                    "query",
                    "the query has " + length + " characters; a rule takes " + LONGEST_QUERY);
        }
        if (target.isOurs()) {
            target.compiled().ifPresent(query -> result(target, query));
        }
    }

    private static void operationCase(LintTarget target, Scalar.Call call) {
        boolean literal = call.arguments().stream()
                .anyMatch(a -> a instanceof Scalar.Constant constant
                        && String.valueOf(constant.value()).matches("(?s).*[A-Za-z].*"));
        if (!CASE_SENSITIVE.contains(call.function()) || !literal) {
            return;
        }
        call.arguments().stream()
                .filter(a -> a instanceof Scalar.ColumnReference column && ANY_CASE.contains(column.name()))
                .findFirst()
                .ifPresent(column -> target.inQuery(
                        LintRule.OPERATION_CASE,
                        call.span(),
                        "'" + call.function() + "' minds the case of " + ((Scalar.ColumnReference) column).name()
                                + ", which Azure writes in any; use " + Insensitive.instead(call.function())));
    }

    private static final class Insensitive {
        static String instead(String operator) {
            return switch (operator) {
                case "==" -> "=~";
                case "!=" -> "!~";
                case "in", "!in" -> operator + "~";
                default -> operator.replace("_cs", "");
            };
        }
    }

    private static void contains(LintTarget target, Scalar.Call call) {
        if (CONTAINS.contains(call.function())
                && call.argument(1) instanceof Scalar.Constant constant
                && String.valueOf(constant.value()).matches("(?s)[A-Za-z0-9].*[A-Za-z0-9]")) {
            target.inQuery(
                    LintRule.CONTAINS,
                    call.span(),
                    "'" + call.function() + "' reads every value; if \"" + constant.value()
                            + "\" stands there as a whole word, use "
                            + call.function().replace("contains", "has"));
        }
    }

    private static void beyondPeriod(LintTarget target, Scalar.Call call) {
        TimeBounds window = target.window();
        for (Scalar argument : call.arguments()) {
            if (argument instanceof Scalar.Constant constant
                    && constant.type() == KqlType.DATETIME
                    && constant.value() instanceof Long time
                    && time < window.from()
                    && window.to() - time < LONGEST_LOOK_BACK) {
                target.inQuery(
                        LintRule.BEYOND_PERIOD,
                        call.span(),
                        "this looks back " + OtherLiterals.length(window.to() - time) + ", and an evaluation sees "
                                + OtherLiterals.length(window.to() - window.from()) + " (queryPeriod)");
            }
        }
    }

    /** Sentinel scopes a rule's query to its period, so without a filter each record is seen by several evaluations. */
    private static void repeated(LintTarget target, Plan plan) {
        Schedule schedule = target.detection().schedule();
        boolean filtersTime = target.calls().stream()
                .anyMatch(call -> call.arguments().stream()
                        .anyMatch(a -> a instanceof Scalar.Constant c && c.type() == KqlType.DATETIME));
        if (schedule.period().compareTo(schedule.frequency()) > 0
                && RowWise.is(plan)
                && !filtersTime
                && !target.groupsAlerts()) {
            target.atField(
                    LintRule.REPEATED,
                    "queryPeriod",
                    "every record is seen by " + schedule.period().dividedBy(schedule.frequency())
                            + " evaluations or more; make queryPeriod " + schedule.frequency()
                            + ", filter by the time, or group alerts into incidents");
        }
    }

    private static void forbidden(LintTarget target) {
        Matcher matcher = FORBIDDEN.matcher(BareQuery.of(target.detection().query()));
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    target.inQuery(
                            LintRule.FORBIDDEN_IN_ALERTS,
                            new Span(matcher.start(group), matcher.end(group)),
                            "alert rules do not take '" + matcher.group(group) + "'");
                }
            }
        }
    }

    private static void result(LintTarget target, CompiledQuery query) {
        List<String> columns = query.columns().stream().map(Column::name).toList();
        Detection detection = target.detection();
        for (EntityMapping mapping : detection.entityMappings()) {
            for (EntityMapping.FieldMapping field : mapping.fields()) {
                missing(target, "entityMappings", mapping.entityType(), field.column(), columns);
            }
        }
        detection.customDetails().forEach((name, column) -> missing(target, "customDetails", name, column, columns));
        if (!columns.contains("TimeGenerated")) {
            target.atField(LintRule.NO_TIME, "query", "the result has no column TimeGenerated");
        }
        Set<String> named = new TreeSet<>(detection.telemetry().tables());
        Set<String> read = new TreeSet<>(query.tables());
        if (!named.equals(read)) {
            target.atField(LintRule.TABLES, "telemetry", "the query reads " + read + ", and the file names " + named);
        }
        for (DetectionTest test : detection.tests()) {
            Set<String> happens = TestEvents.tables(test);
            if (!happens.isEmpty() && happens.stream().noneMatch(read::contains)) {
                target.atLine(
                        LintRule.TEST_ELSEWHERE,
                        test.line(),
                        "the test happens in " + happens + ", and the query reads " + read);
            }
        }
    }

    private static void missing(LintTarget target, String field, String what, String column, List<String> columns) {
        if (!columns.contains(column)) {
            target.atField(
                    LintRule.MAPPED_COLUMN,
                    field,
                    what + " comes from " + column + ", which the result lacks" + Suggestion.near(column, columns));
        }
    }
}
