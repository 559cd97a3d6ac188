package io.azdetect.engine.sql;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes {@code externaldata}: a function in Java reads a file, and its records become rows. */
final class ExternalDataWriter {
    private final Dialect dialect;
    private final ScalarWriter scalars;
    private final StoredNames names;

    ExternalDataWriter(Dialect dialect, ScalarWriter scalars, StoredNames names) {
        this.dialect = dialect;
        this.scalars = scalars;
        this.names = names;
    }

    Select write(Plan.ExternalData external) {
        String record = dialect.identifier("record");
        List<String> parts = new ArrayList<>();
        for (String address : external.addresses()) {
            List<Scalar> arguments = List.of(
                    text(file(address, external).toString()),
                    text(external.format()),
                    new Scalar.Constant(KqlType.BOOL, external.skipsFirstRecord()),
                    text(external.names().stream().map(JsonText::quote).collect(Collectors.joining(",", "[", "]"))),
                    text(external.mapping()));
            Fragment records = scalars.named(
                    "@external",
                    arguments,
                    arguments.stream().map(a -> scalars.value(a, Map.of())).toList());
            Scalar.ColumnReference array = new Scalar.ColumnReference("", KqlType.DYNAMIC);
            Fragment elements = scalars.named("@elements", List.of(array), List.of(records));
            parts.add("SELECT unnest(" + elements.text() + ")::VARCHAR AS " + record);
        }
        Column column = external.record();
        return new Select(parts.stream()
                        .map(SqlWriter::indent)
                        .collect(Collectors.joining("\nUNION ALL\n", "(\n", "\n)")))
                .column(column, Fragment.plain(record));
    }

    private Path file(String address, Plan.ExternalData external) {
        try {
            Optional<Path> file = names.external(address);
            if (file.isPresent()) {
                return file.get();
            }
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage(), external);
        }
        throw refused(
                "externaldata is off: download what is at " + address
                        + " and say which file it is (--external ADDRESS=FILE), or allow a folder (--allow-external DIR)",
                external);
    }

    private static KqlException refused(String message, Plan.ExternalData external) {
        return new KqlException(Diagnostic.Code.UNSUPPORTED, message, external.span());
    }

    private static Scalar text(String text) {
        return new Scalar.Constant(KqlType.STRING, text);
    }
}
