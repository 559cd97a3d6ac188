package io.azdetect.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The editor at a terminal whose keys are a text: Enter is {@code \r}, Tab {@code \t}, Ctrl-D {@code \u0004}. */
class LineEditorTest {
    private static final DatabaseSchema SCHEMA = DatabaseSchema.of(List.of(new TableSchema(
            "Logins", List.of(new Column("UserName", KqlType.STRING), new Column("Time", KqlType.DATETIME)))));

    @TempDir
    Path folder;

    private static Terminal terminal(String keys) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(false)
                .provider("exec")
                .type("ansi")
                .encoding(StandardCharsets.UTF_8)
                .streams(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream())
                .build();
        terminal.setSize(Size.of(100, 40));
        return terminal;
    }

    private List<String> texts(String keys, Optional<Path> history) throws IOException {
        List<String> texts = new ArrayList<>();
        try (LineEditor editor =
                new LineEditor(terminal(keys), SCHEMA, () -> CompileOptions.at(Instant.EPOCH), history)) {
            for (Optional<String> text = editor.next(); text.isPresent(); text = editor.next()) {
                texts.add(text.get());
            }
        }
        return texts;
    }

    private List<String> texts(String keys) throws IOException {
        return texts(keys, Optional.empty());
    }

    @Test
    void enterGoesOnUntilALineIsEmpty() throws IOException {
        assertThat(texts("Logins\r| count\r\r\u0004")).containsExactly("Logins\n| count\n");
    }

    @Test
    void aSemicolonOrAPointEndAtOnce() throws IOException {
        assertThat(texts("print 1;\r.tables\r\u0004")).containsExactly("print 1;", ".tables");
    }

    @Test
    void tabCompletesTablesAndColumns() throws IOException {
        assertThat(texts("Log\t| where UserN\t == 'a';\r\u0004")).containsExactly("Logins| where UserName == 'a';");
    }

    @Test
    void tabCompletesCommandsAndTheirArguments() throws IOException {
        assertThat(texts(".sch\tLog\t\r\u0004").get(0).strip()).isEqualTo(".schema Logins");
    }

    @Test
    void anExclamationMarkStandsForNoEarlierLine() throws IOException {
        assertThat(texts("has;\rLogins | where UserName !has 'x';\r\u0004").get(1))
                .isEqualTo("Logins | where UserName !has 'x';");
    }

    @Test
    void aBackslashStaysABackslash() throws IOException {
        assertThat(texts("print @'a\\b', \"c\\\\d\";\r\u0004")).containsExactly("print @'a\\b', \"c\\\\d\";");
    }

    @Test
    void theHistoryIsKeptFromOneSessionToTheNext() throws IOException {
        Path history = folder.resolve("state").resolve("history");
        texts("print 1;\r print 'not this';\r\u0004", Optional.of(history));

        assertThat(Files.readString(history)).contains("print 1;").doesNotContain("not this");
        assertThat(texts("\u0010\r\u0004", Optional.of(history))).containsExactly("print 1;");
    }

    @Test
    void withoutAHistoryFileNothingIsKept() throws IOException {
        texts("print 1;\r\u0004");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void ctrlCWhileAQueryRunsCancelsItAndTheEditorGoesOn() throws IOException {
        AtomicBoolean cancelled = new AtomicBoolean();
        Terminal terminal = terminal("print 1;\r\u0004");
        try (LineEditor editor =
                new LineEditor(terminal, SCHEMA, () -> CompileOptions.at(Instant.EPOCH), Optional.empty())) {
            editor.during(() -> terminal.raise(Terminal.Signal.INT), () -> cancelled.set(true));

            assertThat(cancelled).isTrue();
            assertThat(editor.next()).contains("print 1;");
        }
    }

    @Test
    void coloursDoNotChangeTheText() {
        String text = "let a = 'x'; // why\nLogins | where UserName !has a and Time > ago(1d) 'open";

        assertThat(new KqlColours().highlight(null, text).toString()).isEqualTo(text);
        assertThat(new KqlColours().highlight(null, "print 'x'").toAnsi()).contains("\u001b[");
    }
}
