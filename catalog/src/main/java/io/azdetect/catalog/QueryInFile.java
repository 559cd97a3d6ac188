package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.syntax.KqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The query of a detection file, which knows where in the file it stands. */
public final class QueryInFile {
    private final String query;
    private final Span field;
    private final List<Line> lines;

    private QueryInFile(String query, Span field, List<Line> lines) {
        this.query = requireNonNull(query, "query");
        this.field = requireNonNull(field, "field");
        this.lines = List.copyOf(lines);
    }

    /** A line of the query: where it starts in the query and in the file, and its length. */
    private record Line(int inQuery, int inFile, int length) {}

    /** The query in the text of a detection file; nothing when there is none to be found. */
    public static Optional<QueryInFile> in(String file) {
        Problems ignored = new Problems("");
        if (YamlNode.read(file, ignored) instanceof YamlNode.Mapping mapping
                && mapping.fields().get("query") instanceof YamlNode.Scalar scalar
                && !scalar.text().isBlank()) {
            List<Line> fileLines = lines(file);
            int field = mapping.lines().get("query") - 1;
            return Optional.of(new QueryInFile(
                    scalar.text(), trimmed(file, fileLines.get(field)), find(scalar.text(), file, field)));
        }
        return Optional.empty();
    }

    /** The query as the file's YAML gives it. */
    public String text() {
        return query;
    }

    /**
     * The place in the file of a part of the query. Only where YAML changes the query's text (folded lines, escapes) is
     * it not known.
     */
    public Optional<Span> place(Span part) {
        return offset(part.start()).map(start -> {
            int end = offset(part.end()).orElse(start);
            return new Span(start, Math.max(start, end));
        });
    }

    /** The place of the line in the file that begins the query. */
    public Span field() {
        return field;
    }

    /** What a reader of the file says of the query that its parser says as well, with a better place. */
    Optional<String> syntaxProblem() {
        try {
            KqlParser.parse(query.strip());
            return Optional.empty();
        } catch (KqlException e) {
            return Optional.of(QueryErrors.describe(query.strip(), e));
        }
    }

    private Optional<Integer> offset(int inQuery) {
        Optional<Integer> found = Optional.empty();
        for (Line line : lines) {
            if (line.inQuery() <= inQuery) {
                found = Optional.of(line.inFile() + Math.min(inQuery - line.inQuery(), line.length()));
            }
        }
        return found;
    }

    /** Each line of the query in the file: on the field's own line, or indented alike below it; none unless all agree. */
    private static List<Line> find(String query, String file, int field) {
        List<Line> inQuery = lines(query);
        List<Line> inFile = lines(file);
        Line own = inFile.get(field);
        int onOwnLine = text(file, own).indexOf(query.strip(), "query:".length());
        if (onOwnLine >= 0 && inQuery.size() == 1) {
            return List.of(new Line(0, own.inFile() + onOwnLine, query.length()));
        }
        List<Line> found = new ArrayList<>();
        int indent = -1;
        for (int i = 0; i < inQuery.size() && field + 1 + i < inFile.size(); i++) {
            Line below = inFile.get(field + 1 + i);
            String wanted = text(query, inQuery.get(i));
            String there = text(file, below);
            if (wanted.isEmpty() && there.isBlank()) {
                found.add(new Line(inQuery.get(i).inQuery(), below.inFile(), 0));
                continue;
            }
            int before = there.length() - wanted.length();
            boolean same = before > 0
                    && there.endsWith(wanted)
                    && there.substring(0, before).isBlank();
            if (!same || (indent >= 0 && before != indent)) {
                return List.of();
            }
            indent = before;
            found.add(new Line(inQuery.get(i).inQuery(), below.inFile() + before, wanted.length()));
        }
        return found.size() == inQuery.size() ? found : List.of();
    }

    /** The lines of a text without their ends; an empty one after the last line end is none. */
    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (String line : text.lines().toList()) {
            lines.add(new Line(start, start, line.length()));
            start += line.length();
            start += text.startsWith("\r\n", start) ? 2 : 1;
        }
        return lines;
    }

    private static String text(String text, Line line) {
        return text.substring(line.inFile(), line.inFile() + line.length());
    }

    private static Span trimmed(String file, Line line) {
        int end = line.inFile() + text(file, line).stripTrailing().length();
        return new Span(line.inFile(), end);
    }
}
