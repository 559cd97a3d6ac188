package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * The management command that makes a stored function, as Azure Data Explorer writes it for one that it has:
 * https://learn.microsoft.com/kusto/management/create-alter-function
 */
final class FunctionCommand {
    private static final Set<String> VERBS = Set.of("create", "create-or-alter", "alter");

    private final KqlGrammar.FunctionCommandContext command;

    FunctionCommand(KqlGrammar.FunctionCommandContext command) {
        this.command = command;
        List<String> words =
                command.commandWord().stream().map(ParseTree::getText).toList();
        String verb = command.commandVerb().getText();
        boolean known = VERBS.contains(verb)
                && (words.equals(List.of("function")) || words.equals(List.of("function", "ifnotexists")));
        if (!known) {
            throw new KqlException(
                    Code.SYNTAX,
                    "a stored function is made with '.create-or-alter function', not with '." + verb + " "
                            + String.join(" ", words) + "'",
                    Spans.of(command.commandVerb()));
        }
    }

    /** The function's name, which is that of its file. */
    Name name(String file) {
        Name name = Names.of(command.name());
        if (!name.text().equals(file)) {
            throw new KqlException(
                    Code.DUPLICATE_NAME,
                    "the function in the file of '" + file + "' is called '" + name
                            + "'; give the file the function's name",
                    name.span());
        }
        return name;
    }

    /** Whether {@code with (view = true)} makes wildcards find it. */
    boolean isView() {
        return command.property().stream()
                .map(ParseTree::getText)
                .anyMatch(property -> property.equalsIgnoreCase("view=true"));
    }

    KqlGrammar.FunctionDeclarationContext declaration() {
        return command.functionDeclaration();
    }
}
