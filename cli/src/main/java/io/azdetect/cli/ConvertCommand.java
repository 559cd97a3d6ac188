package io.azdetect.cli;

import io.azdetect.catalog.convert.Conversion;
import io.azdetect.catalog.convert.Conversion.Converted;
import io.azdetect.catalog.convert.Notice;
import io.azdetect.catalog.convert.Notice.Kind;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.telemetry.schema.TableSchemas;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azdetect convert}. */
@Command(
        name = "convert",
        description = "Make detection files of rules from elsewhere, and say what could not be taken over.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "It reads templates with alert rules of Azure Monitor (Microsoft.Insights/scheduledQueryRules) or analytics",
            "rules of Sentinel, as they are deployed, exported or answered by the API; Sentinel's YAML; Sigma rules for",
            "azure.",
            "",
            "Examples:",
            "  azdetect convert sigma/rules/cloud/azure --out mine",
            "  azdetect convert exported-rules.json --out mine",
            "",
            "The exit code is 0 when every rule was taken over as it is, 1 when one was refused, cannot be run or may find",
            "something else, and 2 when a file cannot be read."
        })
final class ConvertCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of rules, or folders of them.")
    private List<Path> paths = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder for the detections; files that are there stay as they are.")
    private Path folder;

    ConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Conversion conversion = new Conversion(TableSchemas.builtIn());
        List<String> unreadable = new ArrayList<>();
        for (Path file : files()) {
            try {
                conversion.add(file.toString(), Files.readString(file));
            } catch (CharacterCodingException e) {
                unreadable.add(file + " is not UTF-8");
            }
        }
        List<Notice> notices = new ArrayList<>(conversion.notices());
        Files.createDirectories(folder);
        int written = 0;
        for (Converted detection : conversion.converted()) {
            Path file = folder.resolve(detection.fileName());
            try {
                Files.writeString(file, detection.text(), StandardOpenOption.CREATE_NEW);
                terminal.out().println(SafeText.visible(file.toString()));
                written++;
            } catch (FileAlreadyExistsException e) {
                notices.add(new Notice(
                        Kind.REFUSED,
                        detection.source(),
                        1,
                        "there is a file " + file + " already; it stays as it is"));
            }
        }
        notices.forEach(notice -> terminal.note(SafeText.visible(notice.toString())));
        unreadable.forEach(reason -> terminal.note(SafeText.visible(reason)));
        terminal.note(summary(written, notices));
        if (!unreadable.isEmpty()) {
            return ExitCode.USAGE;
        }
        return notices.stream().allMatch(n -> n.kind() == Kind.LEFT_OUT) ? ExitCode.OK : ExitCode.FOUND;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UsageException("there is no file or folder " + path);
            }
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile)
                        .filter(f -> f.equals(path) || f.toString().matches("(?i).*\\.(json|ya?ml)"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new UsageException("there is no .json, .yaml or .yml file in " + paths);
        }
        return files;
    }

    private static String summary(int written, List<Notice> notices) {
        return "%s written; %d refused, %d cannot be run, %d may find something else."
                .formatted(
                        Ingestion.count(written, "detection"),
                        rules(notices, Kind.REFUSED),
                        rules(notices, Kind.BROKEN),
                        rules(notices, Kind.CHANGED));
    }

    /** How many files have a notice of this kind. */
    private static long rules(List<Notice> notices, Kind kind) {
        return notices.stream()
                .filter(n -> n.kind() == kind)
                .map(Notice::file)
                .distinct()
                .count();
    }
}
