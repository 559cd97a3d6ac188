package io.azdetect.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Benchmarks that run a whole job once and again, each beside a peer that does the same. */
@Command(
        name = "bench/run",
        description = "Measures AzDetectSuite beside its peers, on one machine and in one run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(compile | steps | query | ingest | hunt)",
        subcommands = {
            CompileCommand.class,
            QueryCommand.class,
            IngestCommand.class,
            HuntCommand.class,
            HuntChildCommand.class
        },
        footer = {
            "",
            "'bench/run steps' is the JMH benchmark of the compiler's steps; what follows it goes to JMH (-h for help)."
        })
public final class WholeRun {
    private WholeRun() {}

    /** Runs the sub-benchmark that the first argument names. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WholeRun()).execute(arguments));
    }
}
