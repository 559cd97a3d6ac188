package io.azdetect.azure.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code terraform fmt} would change in a file: its rules on indentation and on equal signs, as far as our files use the
 * language. A line that opens brackets indents what follows by two spaces, however many it opens; equal signs of neighbours
 * whose values end on their line stand in a column; heredocs stay as they are.
 */
final class HclLayout {
    private static final Pattern HEREDOC = Pattern.compile("<<-?(\\w+)$");
    private static final Pattern ASSIGNMENT = Pattern.compile("([\\w.-]+|\"[^\"]*\")( *)=(?![=>])( *)");

    private final List<String> problems = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>();
    private final List<Assigned> neighbours = new ArrayList<>();
    private String heredoc;

    private record Assigned(int line, int name, int spaces) {}

    private HclLayout() {}

    /** What would be changed, line by line; nothing for a text that is laid out well. */
    static List<String> problems(String text) {
        HclLayout layout = new HclLayout();
        if (!text.endsWith("\n") || text.endsWith("\n\n")) {
            layout.problems.add("the file does not end with one line's end");
        }
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            layout.line(i + 1, lines.get(i));
        }
        layout.endNeighbours();
        return layout.problems;
    }

    private void line(int number, String line) {
        if (heredoc != null) {
            heredoc = line.strip().equals(heredoc) ? null : heredoc;
            return;
        }
        if (!line.equals(line.stripTrailing())) {
            problems.add("line " + number + " ends with a space");
        }
        if (line.isBlank()) {
            endNeighbours();
            return;
        }
        String words = line.strip();
        int opened = brackets(words);
        if (opened < 0) {
            close(-opened);
        }
        int indent = line.length() - line.stripLeading().length();
        if (indent != 2 * indents.size()) {
            problems.add("line " + number + " is indented by " + indent + " and not by " + 2 * indents.size());
        }
        if (opened > 0) {
            indents.push(opened);
        }
        Matcher start = HEREDOC.matcher(words);
        heredoc = start.find() ? start.group(1) : null;
        assignment(number, words, opened == 0 && heredoc == null);
    }

    private void assignment(int number, String words, boolean ends) {
        Matcher assignment = ASSIGNMENT.matcher(words);
        if (!assignment.lookingAt()) {
            endNeighbours();
            return;
        }
        if (assignment.group(3).length() != 1) {
            problems.add("line " + number + " has not one space behind its equal sign");
        }
        if (!ends) {
            endNeighbours();
        }
        neighbours.add(new Assigned(
                number, assignment.group(1).length(), assignment.group(2).length()));
        if (!ends) {
            endNeighbours();
        }
    }

    private void endNeighbours() {
        int widest = neighbours.stream().mapToInt(Assigned::name).max().orElse(0);
        for (Assigned one : neighbours) {
            if (one.name() + one.spaces() != widest + 1) {
                problems.add("line " + one.line() + " has its equal sign in column " + (one.name() + one.spaces())
                        + " of the block and not in " + (widest + 1));
            }
        }
        neighbours.clear();
    }

    private void close(int count) {
        int left = count;
        while (left > 0 && !indents.isEmpty()) {
            int opened = indents.pop();
            if (opened > left) {
                indents.push(opened - left);
            }
            left -= Math.min(opened, left);
        }
    }

    /** How many more brackets a line opens than it closes; those in strings are text, or within a template are its own. */
    private static int brackets(String line) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '#') {
                return depth;
            } else if (c == '"') {
                quoted = true;
            } else if ("{[(".indexOf(c) >= 0) {
                depth++;
            } else if ("}])".indexOf(c) >= 0) {
                depth--;
            }
        }
        return depth;
    }
}
