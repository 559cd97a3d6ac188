package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes {@code parse}: one regular expression, its groups as columns. */
final class ParseWriter {
    private final Dialect dialect;
    private final ScalarWriter scalars;

    ParseWriter(Dialect dialect, ScalarWriter scalars) {
        this.dialect = dialect;
        this.scalars = scalars;
    }

    Select write(Plan.Parse parse, Select input) {
        Fragment source = scalars.value(parse.source(), input.values());
        String regex = dialect.literal(new Scalar.Constant(KqlType.STRING, parse.regex()));
        if (parse.filter()) {
            input.where(Fragment.call("regexp_matches(" + source.text() + ", " + regex + ")"));
        }
        if (parse.captures().isEmpty()) {
            return input;
        }
        String groupNames = IntStream.rangeClosed(1, parse.captures().size())
                .mapToObj(i -> "'" + i + "'")
                .collect(Collectors.joining(", "));
        String groups = "regexp_extract(" + source.text() + ", " + regex + ", [" + groupNames + "])";
        Map<String, String> aliases = input.aliases();
        String name = new UniqueNames(aliases.values()).claim("groups");
        Select result =
                new Select("(\n" + SqlWriter.indent(input.text(dialect, Map.of(name, Fragment.call(groups)))) + "\n)");
        for (Column column : parse.columns()) {
            int group = parse.captures().indexOf(column);
            result.column(
                    column,
                    group < 0
                            ? Fragment.plain(dialect.identifier(aliases.get(column.name())))
                            : converted(name, group + 1, column.type()));
        }
        return result;
    }

    private Fragment converted(String groups, int group, KqlType type) {
        Fragment text = Fragment.plain(dialect.identifier(groups) + "." + dialect.identifier(Integer.toString(group)));
        return type == KqlType.STRING ? text : scalars.convert(text, KqlType.STRING, type);
    }
}
