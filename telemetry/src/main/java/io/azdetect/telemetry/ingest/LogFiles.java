package io.azdetect.telemetry.ingest;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files under the paths that a user gives, in the order in which they are ingested: that of the hours in their paths. */
final class LogFiles {
    private static final Pattern HOUR = Pattern.compile(
            "y=(\\d{4})[/\\\\]m=(\\d{1,2})[/\\\\]d=(\\d{1,2})(?:[/\\\\]h=(\\d{1,2})(?:[/\\\\]m=(\\d{1,2}))?)?");

    /** Sorts before every year, so that files without an hour come first. */
    private static final String NO_HOUR = "";

    private final List<LocatedFile> files = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    record LocatedFile(Path path, long size, String hour) {}

    /** A file or folder that cannot be read. */
    record Unreadable(Path path, String reason) {}

    /** Finds the files. Those whose names begin with a dot are left out, unless they are named themselves. */
    static LogFiles under(List<Path> paths) {
        LogFiles found = new LogFiles();
        for (Path path : paths) {
            found.add(path);
        }
        found.files.sort(Comparator.comparing(LocatedFile::hour).thenComparing(LocatedFile::path));
        return found;
    }

    List<LocatedFile> files() {
        return files;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    private void add(Path root) {
        try {
            Files.walkFileTree(
                    root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                            return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (attributes.isOther() && !file.equals(root)) {
                                // A pipe or device would block; one that the user names is meant.
                                unreadable.add(new Unreadable(file, "not a regular file"));
                            } else if (!isHidden(file)) {
                                files.add(new LocatedFile(file, attributes.size(), hour(file)));
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path path, IOException e) {
                            unreadable.add(new Unreadable(path, Failures.reason(e)));
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                            if (e != null) {
                                unreadable.add(new Unreadable(folder, Failures.reason(e)));
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        private boolean isHidden(Path path) {
                            String name = String.valueOf(path.getFileName());
                            // What the simulator says of the logs that it wrote is no log.
                            return !path.equals(root) && (name.startsWith(".") || name.equals("GROUND_TRUTH.json"));
                        }
                    });
        } catch (IOException e) {
            unreadable.add(new Unreadable(root, Failures.reason(e)));
        }
    }

    private static String hour(Path file) {
        Matcher m = HOUR.matcher(file.toString());
        if (!m.find()) {
            return NO_HOUR;
        }
        StringBuilder hour = new StringBuilder(m.group(1));
        for (int i = 2; i <= 5; i++) {
            String part = m.group(i) == null ? "0" : m.group(i);
            hour.append(part.length() == 1 ? "0" : "").append(part);
        }
        return hour.toString();
    }
}
