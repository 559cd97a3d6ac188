package io.azdetect.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Queries and their SQL: {@code ## name}, the KQL, a line {@code --}, the SQL. */
final class GoldenFile {
    private GoldenFile() {}

    record Entry(String name, String query, String sql) {}

    static List<Entry> read(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).split("(?m)^## ", -1))
                .skip(1)
                .map(GoldenFile::entry)
                .toList();
    }

    private static Entry entry(String block) {
        int name = block.indexOf('\n');
        int divider = block.indexOf("\n--\n");
        return new Entry(
                block.substring(0, name).strip(),
                block.substring(name + 1, divider).strip(),
                block.substring(divider + 4).strip());
    }
}
