package io.azdetect.cli.tune;

import io.azdetect.catalog.TuningReport;
import io.azdetect.catalog.TuningReport.Proposal;
import io.azdetect.cli.terminal.SafeText;
import java.util.List;

/** Proposals as a parameter file, in which comments say what each would have dropped. */
public final class TuningFile {
    private static final String DYNAMIC = "dynamic(";

    private TuningFile() {}

    /** The file's text; only detections for which something is proposed are in it. */
    public static String text(List<TuningReport> reports) {
        StringBuilder text = new StringBuilder("""
                # Proposed by azdetect tune from what happened in one workspace. It decides nothing: read what each value
                # would have dropped, take out what you do not want, and say why for the rest.
                detections:
                """);
        reports.stream().filter(r -> !r.proposals().isEmpty()).forEach(r -> detection(r, text));
        return text.toString();
    }

    private static void detection(TuningReport report, StringBuilder text) {
        text.append("\n  # From ")
                .append(report.from())
                .append(" to ")
                .append(report.to())
                .append(": ");
        text.append(report.before().size())
                .append(" alerts, with all of this ")
                .append(report.after().size());
        text.append(".\n");
        report.remarks().forEach(remark -> comment("  ", remark, text));
        text.append("  ").append(report.detection().slug()).append(":\n");
        report.proposals().stream()
                .flatMap(p -> p.period().stream())
                .reduce((first, last) -> last)
                .ifPresent(period ->
                        text.append("    queryPeriod: ").append(period).append('\n'));
        text.append("    parameters:\n");
        for (Proposal proposal : report.proposals()) {
            comment(
                    "      ",
                    proposal.reason() + ". It drops " + proposal.dropped().size() + " and keeps "
                            + proposal.kept().size() + ":",
                    text);
            DroppedAlerts.of(proposal.dropped()).forEach(line -> comment("      ", "  " + line, text));
            text.append("      ").append(proposal.parameter().name()).append(": ");
            text.append(value(proposal.value())).append('\n');
        }
    }

    /** An attacker chooses names: a line break in one must not begin a line of the file. */
    private static void comment(String indent, String line, StringBuilder text) {
        text.append(indent).append("# ").append(SafeText.visible(line)).append('\n');
    }

    /** A list of KQL's is one of JSON's, which YAML reads; numbers and times are written alike. */
    private static String value(String literal) {
        return literal.startsWith(DYNAMIC) ? literal.substring(DYNAMIC.length(), literal.length() - 1) : literal;
    }
}
