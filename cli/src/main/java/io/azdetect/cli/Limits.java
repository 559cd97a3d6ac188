package io.azdetect.cli;

import io.azdetect.engine.QueryLimits;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The bounds of each query. */
final class Limits {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(b|kb|mb|gb)?");

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            description = "How long a query may run: 30s, 5m, 1h; 10m unless given.")
    private String time;

    @Option(
            names = "--row-limit",
            paramLabel = "ROWS",
            description = "How many rows a query may return; 500000 unless given.")
    private Long rows;

    @Option(
            names = "--size-limit",
            paramLabel = "SIZE",
            description =
                    "How large a query's rows may be all together, as text is in UTF-8: 500KB, 1GB; 64MB unless given.")
    private String size;

    @Option(
            names = "--memory-limit",
            paramLabel = "SIZE",
            description = "How much memory DuckDB may take: 500MB, 4GB; four fifths of the machine's unless given.")
    private String memory;

    QueryLimits limits() {
        QueryLimits limits = QueryLimits.standard();
        if (time != null) {
            limits = limits.withTime(time(time));
        }
        if (rows != null) {
            if (rows < 0) {
                throw new UsageException("--row-limit takes a number of rows, not " + rows);
            }
            limits = limits.withRows(rows);
        }
        if (size != null) {
            limits = limits.withBytes(bytes("--size-limit", size));
        }
        return memory == null ? limits : limits.withMemory(bytes("--memory-limit", memory));
    }

    private static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException("--time-limit takes a time such as 30s or 5m, not " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }

    private static long bytes(String option, String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageException(option + " takes a size such as 500KB or 2GB, not " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2) == null ? "b" : matcher.group(2)) {
            case "kb" -> number << 10;
            case "mb" -> number << 20;
            case "gb" -> number << 30;
            default -> number;
        };
    }
}
