package io.azdetect.engine;

import io.azdetect.engine.function.DelimitedText;
import io.azdetect.engine.sql.SqlText;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A CSV file (RFC 4180, UTF-8) whose first line names its columns, as something that SQL reads; all cells are texts. */
public final class CsvFile {
    private static final int LONGEST_HEADER = 1 << 16;

    private final Path file;
    private final List<String> names;

    private CsvFile(Path file, List<String> names) {
        this.file = file;
        this.names = List.copyOf(names);
    }

    /**
     * A file; only its first line is read.
     *
     * @throws StoreException if it cannot be read, or its first line does not name columns
     */
    public static CsvFile of(Path file) {
        List<String> names = header(file);
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank()) {
                throw new StoreException(file + ": the first line has a column without a name");
            }
            if (!seen.add(name)) {
                throw new StoreException(file + ": the first line has two columns called '" + name + "'");
            }
        }
        return new CsvFile(file.toAbsolutePath(), names);
    }

    private static List<String> header(Path file) {
        char[] text = new char[LONGEST_HEADER];
        int length = 0;
        try (Reader reader = Files.newBufferedReader(file)) {
            for (int read = reader.read(text); read > 0; read = reader.read(text, length, text.length - length)) {
                length += read;
            }
        } catch (CharacterCodingException e) {
            throw new StoreException(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new StoreException("cannot read " + file + ": " + e.getMessage(), e);
        }
        int start = length > 0 && text[0] == '\ufeff' ? 1 : 0;
        DelimitedText records = new DelimitedText(new String(text, start, length - start), ',');
        List<String> names = records.hasNext() ? records.next() : List.of();
        if (names.isEmpty()) {
            throw new StoreException(file + " is empty; its first line names the columns");
        }
        if (!records.hasNext() && length == LONGEST_HEADER) {
            throw new StoreException(file + ": the first line is longer than " + LONGEST_HEADER + " characters");
        }
        return names;
    }

    /** The columns' names, in order. */
    public List<String> names() {
        return names;
    }

    /** What stands in {@code FROM}. */
    public String sql() {
        String columns = IntStream.range(0, names.size())
                .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_csv(" + SqlText.literal(file.toString()) + ", auto_detect = false, header = true, delim = ',',"
                + " quote = '\"', escape = '\"', null_padding = true,"
                + " parallel = false, columns = " + columns + ")";
    }

    /** What stands for each column in SQL, by the columns' names; never null. */
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), "coalesce(c" + i + ", '')");
        }
        return columns;
    }
}
