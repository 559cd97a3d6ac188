package io.azdetect.cli;

import io.azdetect.kql.schema.Place;
import io.azdetect.telemetry.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What queries may name besides tables: functions, watchlists and other workspaces, in addition to the workspace's own. */
final class Definitions {
    private static final String THIS = "this";

    @Option(
            names = "--functions",
            paramLabel = "DIR",
            description = "Know a function for each file NAME.kql in this folder. May be repeated.")
    private List<Path> functions = new ArrayList<>();

    @Option(
            names = "--watchlists",
            paramLabel = "DIR",
            description = "Know a watchlist for each file ALIAS.csv in this folder. May be repeated.")
    private List<Path> watchlists = new ArrayList<>();

    @Option(
            names = "--map",
            paramLabel = "PLACE=DIR",
            description = "The workspace that has the logs of a place which queries name, as in"
                    + " 'workspace(\"contoso\")=other'; 'this' is the one that is queried. May be repeated.")
    private List<String> places = new ArrayList<>();

    /** Adds them to a workspace. */
    Workspace addTo(Workspace workspace) {
        functions.forEach(workspace::withFunctions);
        watchlists.forEach(workspace::withWatchlists);
        places.forEach(text -> map(text, workspace));
        return workspace;
    }

    private static void map(String text, Workspace workspace) {
        // A place's name may have a sign of its own; the one that counts stands behind the last bracket.
        int sign = text.indexOf('=', text.lastIndexOf(')'));
        Optional<Place> place = sign < 0 ? Optional.empty() : Place.of(text.substring(0, sign));
        String folder = text.substring(sign + 1);
        if (place.isEmpty() || folder.isEmpty()) {
            throw new UsageException(
                    "--map takes a place and a folder, as in 'workspace(\"contoso\")=other', not " + text);
        }
        if (folder.equals(THIS)) {
            workspace.with(place.get());
        } else {
            workspace.with(place.get(), Path.of(folder));
        }
    }
}
