package io.azdetect.catalog.convert;

import io.azdetect.catalog.Severity;
import io.azdetect.catalog.ThreatMatrix;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log search alert rule of Azure Monitor: {@code Microsoft.Insights/scheduledQueryRules}, of API version 2018-04-16 and of
 * those since 2020-05-01-preview, which are alike for what is read here.
 *
 * @see <a href="https://learn.microsoft.com/azure/templates/microsoft.insights/scheduledqueryrules">the resource</a>
 */
final class QueryRule {
    private static final Pattern ATRM = Pattern.compile("AZT\\d{3}(\\.\\d{1,2})?");
    private static final String VALUE = "AggregatedValue";

    private final Part properties;
    private final Notices notices;
    private final RuleDraft draft;

    private QueryRule(Part properties, RuleDraft draft, Notices notices) {
        this.properties = properties;
        this.draft = draft;
        this.notices = notices;
    }

    static RuleDraft read(Part resource, Notices notices) throws Refusal {
        Part properties = resource.part("properties")
                .orElseThrow(() -> new Refusal(resource.line(), "the rule has no properties"));
        RuleDraft draft = new RuleDraft(resource.line());
        draft.name = properties
                .text("displayName")
                .or(() -> resource.text("name"))
                .orElseThrow(() -> new Refusal(resource.line(), "the rule has no name"));
        draft.description = properties.text("description");
        draft.idSeed = "scheduledQueryRules/" + draft.name;
        draft.technique = technique(draft.name);
        properties.plain("enabled").filter(Boolean.FALSE::equals).ifPresent(off -> draft.besides.put("enabled", false));
        QueryRule rule = new QueryRule(properties, draft, notices);
        if (properties.node("source").isPresent()) {
            rule.of2018();
        } else {
            rule.since2020();
        }
        rule.leaveOut();
        return draft;
    }

    /** What is said of deployment, and not of what is found, goes with the deployment. */
    private void leaveOut() {
        properties.ignore("lastUpdatedTime", "provisioningState", "createdWithApiVersion", "isLegacyLogAnalyticsRule");
        properties.ignore("isWorkspaceAlertsStorageConfigured", "checkWorkspaceAlertsStorageConfigured");
        properties.ignore("skipQueryValidation", "displayName", "autoMitigate");
        for (String name : properties.unread()) {
            notices.leftOut(properties.line(name), "'" + name + "', which is a matter of where the rule is deployed");
        }
    }

    /** The technique of the matrix that the original suite begins its rules' names with. */
    private static Optional<String> technique(String name) {
        Matcher matcher = ATRM.matcher(name);
        return matcher.find() && ThreatMatrix.atrm().technique(matcher.group()).isPresent()
                ? Optional.of(matcher.group())
                : Optional.empty();
    }

    private void since2020() throws Refusal {
        severity("severity", properties.text("severity"));
        draft.frequency = duration("evaluationFrequency");
        draft.period = properties.text("overrideQueryTimeRange").orElseGet(() -> duration("windowSize"));
        Part criteria = properties
                .part("criteria")
                .orElseThrow(() -> new Refusal(properties.line("criteria"), "the rule has no criteria"));
        List<Part> conditions = criteria.parts("allOf");
        if (conditions.size() != 1) {
            throw new Refusal(criteria.line(), "a detection has one condition, and this rule has " + conditions.size());
        }
        condition(conditions.get(0));
    }

    private String duration(String field) {
        return properties.text(field).orElseGet(() -> {
            notices.changed(properties.line(field), "it has no " + field + "; an hour is written");
            return "PT1H";
        });
    }

    private void condition(Part condition) throws Refusal {
        draft.query = query(condition);
        String aggregation = condition.text("timeAggregation").orElse("Count");
        String operator = condition.text("operator").orElse("GreaterThan");
        BigDecimal threshold = number(condition, "threshold").orElse(BigDecimal.ZERO);
        List<String> dimensions = dimensions(condition);
        boolean counts = aggregation.equalsIgnoreCase("Count");
        boolean any = counts && firesOnAny(operator, threshold);
        if (counts && (dimensions.isEmpty() || any)) {
            trigger(condition.line("threshold"), operator, threshold);
            dimensions.forEach(d -> draft.customDetails.put(d.replaceAll("[^A-Za-z0-9]", ""), d));
        } else {
            aggregate(condition, aggregation, operator, threshold, dimensions);
        }
        Optional<Part> failing = condition.part("failingPeriods");
        BigDecimal periods =
                failing.flatMap(f -> number(f, "numberOfEvaluationPeriods")).orElse(BigDecimal.ONE);
        if (periods.compareTo(BigDecimal.ONE) > 0) {
            notices.changed(
                    condition.line("failingPeriods"),
                    "the rule waits until several of " + periods
                            + " evaluations fire; the detection fires at the first");
        }
        for (String name : condition.unread()) {
            notices.changed(condition.line(name), "'" + name + "' has no counterpart in a detection");
        }
    }

    private static String query(Part source) throws Refusal {
        return source.text("query")
                .orElseThrow(() -> new Refusal(source.line("query"), "the rule has no query that is known"));
    }

    private static boolean firesOnAny(String operator, BigDecimal threshold) {
        return (operator.equalsIgnoreCase("GreaterThan") && threshold.signum() == 0)
                || (operator.equalsIgnoreCase("GreaterThanOrEqual") && threshold.compareTo(BigDecimal.ONE) == 0);
    }

    /** The columns that the rule splits its result by; the filters among them go into the query. */
    private List<String> dimensions(Part condition) {
        List<String> columns = new ArrayList<>();
        for (Part dimension : condition.parts("dimensions")) {
            String column = dimension.text("name").orElse("");
            List<String> values = dimension.texts("values");
            boolean exclude = dimension.text("operator").orElse("Include").equalsIgnoreCase("Exclude");
            if (!values.contains("*")) {
                String list =
                        String.join(", ", values.stream().map(KqlText::quoted).toList());
                draft.query += "\n| where tostring(" + KqlText.column(column) + ") " + (exclude ? "!in" : "in") + " ("
                        + list + ")";
            }
            columns.add(column);
        }
        return columns;
    }

    /** A count of rows is what a detection's trigger compares as well; it has no "or equal", and whole numbers need none. */
    private void trigger(int line, String operator, BigDecimal threshold) {
        int floor = threshold.setScale(0, RoundingMode.FLOOR).intValue();
        int ceiling = threshold.setScale(0, RoundingMode.CEILING).intValue();
        switch (operator.toLowerCase(Locale.ROOT)) {
            case "greaterthan" -> trigger("gt", floor);
            case "greaterthanorequal" -> trigger("gt", ceiling - 1);
            case "lessthan" -> trigger("lt", ceiling);
            case "lessthanorequal" -> trigger("lt", floor + 1);
            case "equal", "equals" -> trigger("eq", floor);
            default -> notices.changed(line, "the operator '" + operator + "' is none; 'more than' is written");
        }
        if (draft.triggerThreshold < 0) {
            notices.changed(line, "the rule fires whatever its query finds; the detection when it finds a row");
            trigger("gt", 0);
        }
    }

    private void trigger(String operator, int threshold) {
        draft.triggerOperator = operator;
        draft.triggerThreshold = threshold;
    }

    /** What is compared is not the number of rows: the query computes it, and gives the rows that reach the threshold. */
    private void aggregate(
            Part condition, String aggregation, String operator, BigDecimal threshold, List<String> dimensions)
            throws Refusal {
        String column =
                condition.text("metricMeasureColumn").map(KqlText::column).orElse("");
        String function = switch (aggregation.toLowerCase(Locale.ROOT)) {
            case "count" -> "count()";
            case "average" -> "avg(" + column + ")";
            case "minimum" -> "min(" + column + ")";
            case "maximum" -> "max(" + column + ")";
            case "total" -> "sum(" + column + ")";
            default ->
                throw new Refusal(
                        condition.line("timeAggregation"), "the aggregation '" + aggregation + "' is unknown");
        };
        List<String> keys = new ArrayList<>(dimensions);
        condition.text("resourceIdColumn").ifPresent(keys::add);
        draft.query += "\n| summarize " + VALUE + " = " + function + ", TimeGenerated = max(TimeGenerated)"
                + (keys.isEmpty()
                        ? ""
                        : " by "
                                + String.join(
                                        ", ", keys.stream().map(KqlText::column).toList()))
                + "\n| where " + VALUE + " " + comparison(condition.line("operator"), operator) + " "
                + threshold.toPlainString();
        dimensions.forEach(d -> draft.customDetails.put(d.replaceAll("[^A-Za-z0-9]", ""), d));
        draft.customDetails.put(VALUE, VALUE);
    }

    private static String comparison(int line, String operator) throws Refusal {
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "greaterthan" -> ">";
            case "greaterthanorequal" -> ">=";
            case "lessthan" -> "<";
            case "lessthanorequal" -> "<=";
            case "equal", "equals" -> "==";
            default -> throw new Refusal(line, "the operator '" + operator + "' is unknown");
        };
    }

    private void of2018() throws Refusal {
        Part source = properties.part("source").orElseThrow();
        draft.query = query(source);
        Part action = properties
                .part("action")
                .orElseThrow(() -> new Refusal(properties.line("action"), "the rule has no action"));
        String kind =
                action.text("odata.type").or(() -> action.text("@odata.type")).orElse("");
        if (kind.endsWith("LogToMetricAction")) {
            throw new Refusal(action.line(), "the rule makes a metric of a log, and raises no alert");
        }
        severity("action", action.text("severity"));
        Optional<Part> schedule = properties.part("schedule");
        draft.frequency = minutes(schedule, "frequencyInMinutes");
        draft.period = minutes(schedule, "timeWindowInMinutes");
        action.text("throttlingInMin")
                .ifPresent(m -> notices.leftOut(
                        action.line("throttlingInMin"), "'throttlingInMin', which a detection has no field for"));
        Part trigger = action.part("trigger")
                .orElseThrow(() -> new Refusal(action.line("trigger"), "the rule has no trigger"));
        String operator = trigger.text("thresholdOperator").orElse("GreaterThan");
        BigDecimal threshold = number(trigger, "threshold").orElse(BigDecimal.ZERO);
        Optional<Part> metric = trigger.part("metricTrigger");
        if (metric.isEmpty()) {
            trigger(trigger.line("threshold"), operator, threshold);
        } else {
            breaches(metric.get(), operator, threshold);
        }
    }

    private String minutes(Optional<Part> schedule, String field) {
        Optional<BigDecimal> minutes = schedule.flatMap(s -> number(s, field));
        if (minutes.isEmpty()) {
            notices.changed(properties.line("schedule"), "it has no " + field + "; an hour is written");
        }
        return minutes.map(m -> m.toPlainString() + "m").orElse("1h");
    }

    /** The query gives a value a bin of time; the rule fires on how many of them pass the threshold. */
    private void breaches(Part metric, String operator, BigDecimal threshold) throws Refusal {
        if (metric.text("metricTriggerType").orElse("").equalsIgnoreCase("Consecutive")) {
            notices.changed(
                    metric.line("metricTriggerType"),
                    "the rule counts breaches in a row; the detection counts them all");
        }
        String column = metric.text("metricColumn").map(KqlText::column).orElse("");
        draft.query += "\n| where " + VALUE + " " + comparison(metric.line(), operator) + " "
                + threshold.toPlainString() + "\n| summarize Breaches = count(), TimeGenerated = max(TimeGenerated)"
                + (column.isEmpty() ? "" : " by " + column)
                + "\n| where Breaches "
                + comparison(metric.line(), metric.text("thresholdOperator").orElse("GreaterThan"))
                + " " + number(metric, "threshold").orElse(BigDecimal.ZERO).toPlainString();
    }

    /** Azure Monitor's 0, critical, to 4, verbose. */
    private void severity(String field, Optional<String> level) {
        switch (level.orElse("")) {
            case "0", "1" -> draft.severity = Severity.HIGH;
            case "2" -> draft.severity = Severity.MEDIUM;
            case "3" -> draft.severity = Severity.LOW;
            case "4" -> draft.severity = Severity.INFORMATIONAL;
            default -> {
                draft.severityKnown = false;
                notices.changed(
                        properties.line(field), "it has no severity from 0 to 4; Medium is written, and marked");
            }
        }
    }

    private static Optional<BigDecimal> number(Part part, String name) {
        return part.text(name).filter(t -> t.matches("-?\\d+(\\.\\d+)?")).map(BigDecimal::new);
    }
}
