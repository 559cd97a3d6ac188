package io.azdetect.cli;

import io.azdetect.azure.arm.AzureException;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.StoreException;
import io.azdetect.kql.diagnostic.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error what went wrong, and which exit code that is. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Terminal terminal;

    Errors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        return usage(message(wrong), wrong.getCommandLine());
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (thrown instanceof UsageException) {
            return usage(thrown.getMessage(), command);
        }
        if (thrown instanceof InvalidInputException) {
            print(thrown.getMessage());
            return ExitCode.USAGE;
        }
        if (thrown instanceof FailureException
                || thrown instanceof StoreException
                || thrown instanceof AzureException
                || thrown instanceof IOException
                || thrown instanceof UncheckedIOException) {
            print(message(thrown));
            return ExitCode.FAILURE;
        }
        print("this is a bug in azdetect, please report it with the lines below: " + thrown);
        for (StackTraceElement element : thrown.getStackTrace()) {
            terminal.err().println("    at " + element);
        }
        return ExitCode.FAILURE;
    }

    /** An operating system's message alone, such as a path that is not there, says too little. */
    private static String message(Exception thrown) {
        if (thrown instanceof UncheckedIOException) {
            return thrown.getMessage() + ": " + thrown.getCause().getMessage();
        }
        return thrown instanceof NoSuchFileException ? "there is no file " + thrown.getMessage() : thrown.getMessage();
    }

    private int usage(String message, CommandLine command) {
        print(message);
        terminal.note("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private void print(String message) {
        Palette palette = terminal.errScreen().palette();
        String shown = message.lines().map(SafeText::visible).collect(Collectors.joining("\n"));
        terminal.note(palette.bad("azdetect:") + " " + shown);
    }

    /** What is wrong and what was meant; picocli's own words for an option that is not there name all arguments after it. */
    private static String message(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return wrong.getMessage();
        }
        String first = unmatched.getUnmatched().get(0);
        CommandSpec command = unmatched.getCommandLine().getCommandSpec();
        if (unmatched.isUnknownOption()) {
            return "there is no option '" + first + "'"
                    + Suggestion.didYouMean(first, command.optionsMap().keySet());
        }
        return command.subcommands().isEmpty()
                ? "'" + first + "' is one argument too many; put a query between quotes"
                : "there is no command '" + first + "'"
                        + Suggestion.didYouMean(first, command.subcommands().keySet());
    }
}
