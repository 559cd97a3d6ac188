package io.azdetect.catalog.convert;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.telemetry.schema.TableSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the fields of a Sigma rule for Azure are called in Log Analytics. */
final class SigmaFields {
    private static final List<Mapped> MAPPED = read();

    private final SigmaLogSource source;
    private final TableSchema table;

    SigmaFields(SigmaLogSource source) {
        this.source = source;
        this.table = TableSchemas.builtIn().get(source.table());
    }

    /** How a field's values are compared. */
    enum Way {
        /** As text. */
        COLUMN,
        /** Anywhere in the text of a list of groups. */
        ARRAY,
        /** Success or failure in one column, anything else in another. */
        SUCCESS,
        /** The protocol of a sign-in, by the words that people use. */
        PROTOCOL,
        /** As a number. */
        NUMBER,
        /** Not at all. */
        REFUSED
    }

    /**
     * A field in KQL.
     *
     * @param kql what is compared; for a list, the column and perhaps the name of a field of its groups
     * @param remark what differs from the rule's meaning, or why it cannot be compared; empty when there is nothing to say
     */
    record Field(Way way, String kql, String remark) {}

    private record Mapped(String service, String name, Field field) {}

    /** The field of this name, in any case; nothing when the table has none. */
    Optional<Field> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<Field> mapped = mapped(lower);
        if (mapped.isPresent()) {
            return mapped;
        }
        String plain = lower.startsWith("properties.") ? name.substring("properties.".length()) : name;
        return mapped(plain.toLowerCase(Locale.ROOT)).or(() -> column(plain));
    }

    private Optional<Field> mapped(String lower) {
        return MAPPED.stream()
                .filter(m -> source.services().contains(m.service) && m.name.equals(lower))
                .map(Mapped::field)
                .findFirst();
    }

    private Optional<Field> column(String name) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        Optional<Column> column = table.columns().stream()
                .filter(c -> c.name().equalsIgnoreCase(first))
                .findFirst();
        if (dot < 0) {
            return column.map(SigmaFields::whole);
        }
        return column.filter(c -> c.type() == KqlType.DYNAMIC && name.matches("[\\w.]+"))
                .map(c -> new Field(
                        Way.COLUMN,
                        "tostring(" + c.name() + name.substring(dot) + ")",
                        "names within " + c.name()
                                + " are compared letter by letter, and this one is taken as written"));
    }

    private static Field whole(Column column) {
        return switch (column.type()) {
            case STRING -> new Field(Way.COLUMN, column.name(), "");
            case INT, LONG, REAL, DECIMAL -> new Field(Way.NUMBER, column.name(), "");
            default -> new Field(Way.COLUMN, "tostring(" + column.name() + ")", "");
        };
    }

    private static List<Mapped> read() {
        try (InputStream in = SigmaFields.class.getResourceAsStream("sigma-fields.tsv")) {
            List<Mapped> all = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        String[] cells = line.split("\t", 5);
                        Way way = Way.valueOf(cells[2].toUpperCase(Locale.ROOT));
                        all.add(new Mapped(cells[0], cells[1], new Field(way, cells[3], cells[4])));
                    });
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException("sigma-fields.tsv is missing from the build", e);
        }
    }
}
