package io.azdetect.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The query of a command: on the command line or in a file. */
final class QueryText {
    @Parameters(arity = "0..1", paramLabel = "KQL", description = "The query.")
    private String text;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read the query from this file; - is standard input.")
    private Path file;

    boolean isGiven() {
        return text != null || file != null;
    }

    String read() throws IOException {
        if (text != null && file != null) {
            throw new UsageException("give the query on the command line or with --file, not both");
        }
        if (text != null) {
            return text;
        }
        if (file == null) {
            throw new UsageException(
                    "there is no query; write one, such as 'AzureActivity | take 5', or name its --file");
        }
        byte[] bytes = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
        String read = new String(bytes, StandardCharsets.UTF_8);
        return read.startsWith("\ufeff") ? read.substring(1) : read;
    }
}
