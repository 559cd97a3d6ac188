package io.azdetect.cli;

import io.azdetect.catalog.DetectionError;
import io.azdetect.catalog.LintRule;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azdetect check}. */
@Command(
        name = "check",
        description = "Say what is wrong in queries and detections before they run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect check hunting/*.kql",
            "  azdetect check --detections detections --format sarif",
            "",
            "The exit code is 0 when all is well, 1 when something is wrong in a file, and 2 when a file cannot be read or a"
                    + " detection cannot be used."
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Detections when they end in .yaml or .yml, otherwise files with one query each.")
    private List<Path> files = List.of();

    @Option(
            names = "--detections",
            paramLabel = "PATH",
            description = "Check all detections of this folder, or of several.")
    private List<Path> folders = List.of();

    @Mixin
    private QuerySettings settings;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; text unless given.")
    private CheckFormat format = CheckFormat.TEXT;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() && folders.isEmpty()) {
            throw new UsageException("there is nothing to check; name files, or --detections and a folder");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> unreadable = new LinkedHashMap<>();
        DetectionChoice.files(folders).forEach(file -> read(file, texts, unreadable));
        files.forEach(file -> read(file, texts, unreadable));
        Checked checked = new Checked(texts.size(), findings(texts), unreadable);
        format.write(checked, Version.number(), terminal.out(), terminal.outScreen());
        terminal.out().flush();
        unreadable
                .values()
                .forEach(reason -> terminal.note(
                        terminal.errScreen().palette().bad("azdetect:") + " " + SafeText.visible(reason)));
        terminal.note(summary(checked));
        if (!unreadable.isEmpty() || checked.findings().stream().anyMatch(CheckCommand::makesUseless)) {
            return ExitCode.USAGE;
        }
        return checked.findings().isEmpty() ? ExitCode.OK : ExitCode.FOUND;
    }

    /** Whether a detection cannot be used for it: it cannot be read or run, or one of its tests proves nothing. */
    private static boolean makesUseless(Finding finding) {
        boolean isDetection = finding.file().endsWith(".yaml") || finding.file().endsWith(".yml");
        return isDetection
                && (finding.code().equals(DetectionError.CODE)
                        || finding.code().startsWith("KQL")
                        || finding.code().equals(LintRule.TEST_ELSEWHERE.code()));
    }

    private static void read(Path file, Map<String, String> texts, Map<String, String> unreadable) {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("is a folder; name the files in it");
            }
            String text = Files.readString(file);
            texts.put(file.toString(), text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (NoSuchFileException e) {
            unreadable.put(file.toString(), "there is no file " + file);
        } catch (CharacterCodingException e) {
            unreadable.put(file.toString(), file + " is not UTF-8");
        } catch (IOException e) {
            unreadable.put(file.toString(), file + ": " + e.getMessage());
        }
    }

    private List<Finding> findings(Map<String, String> texts) {
        try (Workspace opened = settings.open()) {
            Queries queries = new Queries(opened, settings.options(), settings.limits());
            return new Check(queries, settings.workspace().isPresent() ? query -> {} : queries::createTables)
                    .findings(texts);
        }
    }

    private static String summary(Checked checked) {
        int findings = checked.findings().size();
        long files = checked.findings().stream().map(Finding::file).distinct().count();
        return findings == 0
                ? "Nothing is wrong in " + counted(checked.files(), "file") + "."
                : counted(findings, "finding") + " in " + files + " of " + counted(checked.files(), "file") + ".";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
