package io.azdetect.cli;

import io.azdetect.engine.ExternalFiles;
import io.azdetect.engine.QueryLimits;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompileOptions.TimeRange;
import io.azdetect.telemetry.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a query runs over, and when. */
final class QuerySettings {
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "The workspace to query. Without one, the built-in tables are there and empty.")
    private Path workspace;

    @Option(
            names = "--timespan",
            paramLabel = "SPAN",
            description = "See only rows this recent: P1D, PT6H, or an interval such as 2024-05-20/2024-05-22.")
    private String timespan;

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            converter = Moments.InstantConverter.class,
            description = "What now() gives, such as 2024-05-20T10:00:00Z.")
    private Instant now;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value for a 'let' of the query or for one of its declared parameters, as KQL writes it:"
                    + " 5, 1h, \"text\". May be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--allow-external",
            paramLabel = "DIR",
            description = "Let externaldata read the files in this folder. Nothing is ever fetched.")
    private Path externalFolder;

    @Option(
            names = "--external",
            paramLabel = "ADDRESS=FILE",
            description = "The file that externaldata reads for an address, such as a URL. May be repeated.")
    private List<String> externalFiles = new ArrayList<>();

    @Mixin
    private GeolocationOption geolocation;

    @Mixin
    private Definitions definitions;

    @Mixin
    private Limits limits;

    QueryLimits limits() {
        return limits.limits();
    }

    Optional<Path> workspace() {
        return Optional.ofNullable(workspace);
    }

    Workspace open() {
        return complete(workspace == null ? Workspace.inMemory() : Workspace.openReadOnly(workspace));
    }

    /** Whether something was said that is only for queries that run here. */
    boolean isLocal() {
        return workspace != null
                || now != null
                || !parameters.isEmpty()
                || externalFolder != null
                || !externalFiles.isEmpty();
    }

    /** The time span as Azure takes it: a length or two instants; nothing for all time. */
    Optional<String> remoteSpan() {
        if (timespan == null) {
            return Optional.empty();
        }
        if (timespan.indexOf('/') < 0) {
            return Optional.of(Moments.length(timespan).toString());
        }
        TimeRange range = range(timespan, Instant.now());
        return Optional.of(range.from() + "/" + range.to());
    }

    /** Lets queries over a workspace read the files that the user allows, and name what the user adds. */
    Workspace complete(Workspace opened) {
        ExternalFiles files = externalFolder == null
                ? ExternalFiles.none()
                : ExternalFiles.none().in(externalFolder);
        for (String pair : externalFiles) {
            int equals = pair.lastIndexOf('='); // An address may have some of its own.
            if (equals < 1) {
                throw new UsageException("--external takes ADDRESS=FILE, not " + pair);
            }
            files = files.with(pair.substring(0, equals), Path.of(pair.substring(equals + 1)));
        }
        opened.database().allow(files);
        return geolocation.allow(definitions.addTo(opened));
    }

    /** Sees from now on only rows of this time span, or all rows. */
    void within(Optional<String> span) {
        span.ifPresent(given -> range(given, Instant.now()));
        timespan = span.orElse(null);
    }

    CompileOptions options() {
        Instant instant = now == null ? Instant.now() : now;
        CompileOptions options = CompileOptions.at(instant).with(parameters);
        return timespan == null ? options : options.within(range(timespan, instant));
    }

    private static TimeRange range(String timespan, Instant now) {
        int slash = timespan.indexOf('/');
        if (slash < 0) {
            return new TimeRange(now.minus(Moments.length(timespan)), now);
        }
        Instant from = Moments.instant(timespan.substring(0, slash));
        String rest = timespan.substring(slash + 1);
        Instant to = rest.startsWith("P") ? from.plus(Moments.length(rest)) : Moments.instant(rest);
        if (to.isBefore(from)) {
            throw new UsageException("the time span " + timespan + " ends before it begins; exchange the two");
        }
        return new TimeRange(from, to);
    }
}
