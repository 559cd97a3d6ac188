package io.azdetect.engine;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong while a query ran, in words for the person who wrote it. */
final class QueryErrors {
    private static final Pattern KIND =
            Pattern.compile("(?s)^(?:java\\.sql\\.SQLException: )?([A-Za-z ]+) Error: (.*)$");

    private static final Pattern CSV = Pattern.compile("(?s)CSV Error on Line: (\\d+)\n.*?"
            + "Expected Number of Columns: (\\d+) Found: (\\d+)\n.*?\n\\s*file = ([^\n]*)\n");

    /** What RE2 says of an expression that it cannot read: what is wrong, and the expression or the part of it. */
    private static final Pattern REGEX =
            Pattern.compile("(?s)(?:Pattern failed to parse: )?(missing [\\])]|unexpected \\)"
                    + "|(?:no argument for|bad) repetition operator|trailing \\\\|invalid [a-zA-Z \\-8]+)(: ?.+)?");

    private final Span whole;

    QueryErrors(String kql) {
        this.whole = new Span(0, kql.length());
    }

    KqlException tooManyRows(long rows) {
        return new KqlException(
                Code.LIMIT,
                String.format(
                        "the result has more than %,d rows, its row limit; summarize them, or take a part with 'take'"
                                + " or 'top'",
                        rows),
                whole);
    }

    KqlException tooLarge(long bytes) {
        return new KqlException(
                Code.LIMIT,
                "the result is larger than its size limit of " + size(bytes)
                        + "; summarize it, or take fewer columns with 'project'",
                whole);
    }

    private static String size(long bytes) {
        return bytes >= 1 << 20 && bytes % (1 << 20) == 0 ? (bytes >> 20) + " MB" : bytes + " bytes";
    }

    KqlException tooLong(Duration time, Throwable cause) {
        return error(
                Code.LIMIT,
                "the query ran longer than its time limit of " + seconds(time)
                        + "; narrow its time range, or filter earlier",
                cause);
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    KqlException cancelled(Throwable cause) {
        return error(Code.LIMIT, "the query was cancelled", cause);
    }

    /** An error in a CSV file that the query reads, whose lines say more than the first one. */
    private static Optional<String> inCsvFile(String message) {
        Matcher csv = CSV.matcher(message);
        return csv.find()
                ? Optional.of(csv.group(4) + ", near line " + csv.group(1) + ": there are " + csv.group(3)
                        + " cells, and the first line names " + csv.group(2) + " columns")
                : Optional.empty();
    }

    /** DuckDB's error, of which only the sentence about the data is of use to the reader. */
    KqlException of(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        Matcher matcher = KIND.matcher(message);
        String kind = matcher.matches() ? matcher.group(1) : "";
        Optional<String> csv = inCsvFile(message);
        if (csv.isPresent()) {
            return error(Code.RUNTIME, csv.get(), e);
        }
        String text = (matcher.matches() ? matcher.group(2) : message)
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^[a-z.]+[A-Za-z]+Exception: ", "");
        if (text.startsWith("Max expression depth")) {
            return error(
                    Code.TOO_COMPLEX, "an expression of the query is too deeply nested, or grows in many steps", e);
        }
        Matcher regex = REGEX.matcher(text);
        if (regex.matches()) {
            String place = regex.group(2) == null ? "" : regex.group(2).replaceFirst("^: ?", ", in ");
            return error(Code.RUNTIME, "a regular expression cannot be read: " + regex.group(1) + place, e);
        }
        return switch (kind) {
            case "Out of Memory" ->
                error(
                        Code.LIMIT,
                        "the query needs more memory than its memory limit; filter earlier, or summarize less",
                        e);
            case "Out of Range" -> error(Code.RUNTIME, "a number grew beyond what its type holds (" + text + ")", e);
            case "Invalid Input", "Conversion" -> error(Code.RUNTIME, text, e);
            default -> error(Code.RUNTIME, "the query failed while it ran: " + text, e);
        };
    }

    private KqlException error(Code code, String message, Throwable cause) {
        return new KqlException(new Diagnostic(code, message, whole), cause);
    }
}
