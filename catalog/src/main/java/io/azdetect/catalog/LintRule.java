package io.azdetect.catalog;

/**
 * What a detection file must not do, beyond being readable. The code of a rule never changes its meaning. A file can except
 * itself from a rule, with a reason.
 */
public enum LintRule {
    OPERATION_CASE(
            "DET201",
            "A name that Azure writes in any case is compared with a certain one.",
            "Azure writes operation names, providers, statuses and resource ids now in capitals and now not. Use `=~`,"
                    + " `in~` or `has`."),
    CONTAINS(
            "DET202",
            "A text is searched letter by letter where whole words would do.",
            "`has` finds whole terms by the index, `contains` reads every value. Where a part of a word is meant, say so"
                    + " in an exception."),
    REPEATED(
            "DET203",
            "The same record raises an alert in several evaluations.",
            "The period is longer than the frequency, and the query takes every record of the period: Sentinel shows an"
                    + " evaluation all of it again. Make them equal, filter by the time, or have Sentinel group the alerts into one"
                    + " incident (`groupingConfiguration`), which keeps records that arrive late."),
    BEYOND_PERIOD(
            "DET204",
            "The query looks back further than its period.",
            "Sentinel, and the replay here, show an evaluation no record from before its period, whatever `ago()` says."
                    + " Lengthen `queryPeriod` or look back less."),
    PLACEHOLDER("DET205", "A text waits to be filled in.", "Write what is meant, or make it a parameter."),
    NO_ENTITY(
            "DET206",
            "An alert would name nobody and nothing.",
            "Map the account, address, host or resource to columns of the result in `entityMappings`."),
    MAPPED_COLUMN(
            "DET207",
            "An entity or a custom detail comes from a column that the result lacks.",
            "Name a column of the query's result."),
    NO_TIME(
            "DET208",
            "The result does not say when it happened.",
            "Keep `TimeGenerated`, or the latest of several, in the result."),
    FORBIDDEN_IN_ALERTS(
            "DET209",
            "The query uses what alert rules do not take.",
            "Azure Monitor refuses `bag_unpack`, `pivot` and `narrow` and a column `AggregatedValue` in alert rules,"
                    + " Sentinel `search *` and `union *`."),
    TOO_LONG("DET210", "The query is too long for a rule.", "Sentinel takes 10,000 characters, comments included."),
    SCHEDULE(
            "DET211",
            "The schedule is none that Sentinel takes.",
            "Frequency and period are from 5 minutes to 14 days, and the period is no shorter than the frequency."),
    ID("DET212", "The id is no GUID.", "Sentinel identifies rules by GUIDs; `azdetect new` makes one."),
    FEW_TESTS(
            "DET213",
            "There are too few tests.",
            "At least two tests fire and two are silent, each with a name of its own."),
    NO_TECHNIQUE(
            "DET214",
            "The detection is for no technique.",
            "Name one of the Azure Threat Research Matrix in `azdetect.technique`, or one of ATT&CK in"
                    + " `relevantTechniques`."),
    TABLES(
            "DET215",
            "The tables that the file names are not those that the query reads.",
            "List exactly those in `azdetect.telemetry.tables`: coverage and deployment rely on it."),
    TEST_ELSEWHERE(
            "DET216",
            "A test happens in tables that the query never reads.",
            "It can neither fire nor prove anything by being silent."),
    NEEDLESS_EXCEPTION(
            "DET217", "An exception is from a rule that the file keeps.", "Take it out of `azdetect.exceptions`."),
    ENTITY_LIMITS(
            "DET218",
            "There are more entity mappings than Sentinel takes.",
            "Ten entities, and three identifiers for each.");

    private final String code;
    private final String meaning;
    private final String advice;

    LintRule(String code, String meaning, String advice) {
        this.code = code;
        this.meaning = meaning;
        this.advice = advice;
    }

    /** Such as {@code DET201}. */
    public String code() {
        return code;
    }

    /** What a finding of this rule says of any file, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Why it is so and what to do, in Markdown. */
    public String advice() {
        return advice;
    }
}
