package io.azdetect.cli;

import io.azdetect.catalog.Scaffold;
import io.azdetect.catalog.Technique;
import io.azdetect.catalog.ThreatMatrix;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.kql.diagnostic.Suggestion;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azdetect new}. */
@Command(
        name = "new",
        description = "Begin a detection: a file with everything that it needs, and with tests that fail.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example:", "  azdetect new AZT301.1 --name \"Run command by an unknown caller\" --dir mine"})
final class NewCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "TECHNIQUE", description = "The technique of the Azure Threat Research Matrix.")
    private String technique;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "What it finds, in a few words.")
    private String name;

    @Option(names = "--dir", paramLabel = "DIR", description = "The folder for the file; this one unless given.")
    private Path folder = Path.of("");

    NewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ThreatMatrix matrix = ThreatMatrix.atrm();
        Technique found = matrix.technique(technique)
                .orElseThrow(() -> new UsageException("the Azure Threat Research Matrix has no technique '" + technique
                        + "'"
                        + Suggestion.didYouMean(
                                technique,
                                matrix.techniques().stream().map(Technique::id).toList())));
        Path file = folder.resolve(fileName());
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.writeString(file, Scaffold.text(found, name, UUID.randomUUID()), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("there is a file " + file + " already; give the detection another name");
        }
        terminal.out().println(file);
        terminal.note("Write what is marked TODO. 'azdetect test " + file + "' runs its tests, 'azdetect check " + file
                + "' says what is left.");
        return ExitCode.OK;
    }

    private String fileName() {
        try {
            return Scaffold.fileName(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
