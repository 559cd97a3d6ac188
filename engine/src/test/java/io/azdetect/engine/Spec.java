package io.azdetect.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A case of a {@code .spec} file; spec/README.md describes the form.
 *
 * @param name what the case shows
 * @param query the KQL
 * @param error the code and message part that is expected instead of a table; null when there is a table
 * @param tables the results, one after another
 */
record Spec(String name, String query, String error, List<ExpectedTable> tables) {

    static List<Spec> read(Path file) throws IOException {
        List<Spec> specs = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("## ") && !block.isEmpty()) {
                specs.add(parse(block));
                block.clear();
            }
            if (line.startsWith("## ") || !block.isEmpty()) {
                block.add(line);
            }
        }
        if (!block.isEmpty()) {
            specs.add(parse(block));
        }
        return specs;
    }

    private static Spec parse(List<String> block) {
        String name = block.get(0).substring(3).strip();
        int divider = -1;
        for (int i = 1; i < block.size(); i++) {
            if (block.get(i).startsWith("--")) {
                divider = i;
                break;
            }
        }
        if (divider < 0) {
            throw new IllegalArgumentException("case '" + name + "' has no line that begins with --");
        }
        String query = String.join("\n", block.subList(1, divider));
        String kind = block.get(divider).replaceFirst("^-+", "").strip();
        List<String> lines = block.subList(divider + 1, block.size()).stream()
                .filter(line -> !line.isBlank())
                .toList();
        if (kind.equals("error")) {
            return new Spec(name, query, String.join(" ", lines).strip(), List.of());
        }
        if (!kind.isEmpty() && !kind.equals("in order")) {
            throw new IllegalArgumentException("case '" + name + "': '-- " + kind + "' is nothing known");
        }
        return new Spec(name, query, null, ExpectedTable.parseAll(lines, kind.equals("in order")));
    }
}
