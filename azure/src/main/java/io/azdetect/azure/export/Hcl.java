package io.azdetect.azure.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Terraform's language in the making, laid out as {@code terraform fmt} does: equal signs of neighbours stand in a column. */
final class Hcl {
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();
    private final List<String[]> neighbours = new ArrayList<>();
    private final String indent;

    Hcl() {
        this("");
    }

    private Hcl(String indent) {
        this.indent = indent;
    }

    /** An attribute with a value as it stands, on one line. */
    Hcl set(String name, String value) {
        neighbours.add(new String[] {name, value});
        return this;
    }

    /** An attribute whose value goes over several lines, between empty ones. */
    Hcl setLines(String name, String value) {
        return blank().raw(name + " = " + value).blank();
    }

    /** A block, or an object when its head ends with an equal sign. */
    Hcl block(String head, Consumer<Hcl> body) {
        flush();
        Hcl inner = new Hcl(indent + STEP);
        body.accept(inner);
        text.append(indent)
                .append(head)
                .append(" {\n")
                .append(inner.text())
                .append(indent)
                .append("}\n");
        return this;
    }

    /** A line as it stands. */
    Hcl raw(String line) {
        flush();
        text.append(line.isEmpty() ? "" : indent).append(line).append('\n');
        return this;
    }

    /** An empty line, unless there is one or nothing before it. */
    Hcl blank() {
        flush();
        if (text.length() > 0 && !text.toString().endsWith("\n\n")) {
            text.append('\n');
        }
        return this;
    }

    String text() {
        flush();
        return text.toString().replaceFirst("\\n+$", "\n");
    }

    private void flush() {
        int widest = neighbours.stream().mapToInt(n -> n[0].length()).max().orElse(0);
        for (String[] attribute : neighbours) {
            text.append(indent)
                    .append(attribute[0])
                    .append(" ".repeat(widest - attribute[0].length()))
                    .append(" = ")
                    .append(attribute[1])
                    .append('\n');
        }
        neighbours.clear();
    }

    /** A text on one line; what would be computed in it is escaped. */
    static String quoted(String text) {
        return '"'
                + escaped(text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t"))
                + '"';
    }

    /** A text whose {@code ${}} and {@code %{}} stay as they are. */
    static String escaped(String text) {
        return text.replace("${", "$${").replace("%{", "%%{");
    }
}
