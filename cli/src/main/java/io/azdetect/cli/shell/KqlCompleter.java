package io.azdetect.cli.shell;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.completion.Completion;
import io.azdetect.kql.completion.Completions;
import io.azdetect.kql.schema.DatabaseSchema;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes queries, and the shell's own commands. */
final class KqlCompleter implements Completer {
    private static final int LONGEST_DESCRIPTION = 60;

    private final DatabaseSchema schema;
    private final Supplier<CompileOptions> options;

    KqlCompleter(DatabaseSchema schema, Supplier<CompileOptions> options) {
        this.schema = schema;
        this.options = options;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.line().startsWith(".")) {
            DotCommand.completions(line.line().substring(0, line.cursor()), schema)
                    .forEach(text -> candidates.add(new Candidate(text, text, null, null, null, null, true)));
            return;
        }
        int place = 0;
        for (Completion choice : Completions.at(line.line(), line.cursor(), schema, options.get())
                .choices()) {
            // Two names with one text, such as a column and a variable, are one choice.
            candidates.add(new Candidate(
                    choice.text(),
                    choice.text(),
                    choice.kind().heading(),
                    shortened(choice.description()),
                    null,
                    null,
                    false,
                    place++));
        }
    }

    private static String shortened(String description) {
        if (description.isEmpty()) {
            return null;
        }
        return description.length() <= LONGEST_DESCRIPTION
                ? description
                : description.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    }
}
