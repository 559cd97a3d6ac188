package io.azdetect.catalog;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code azdetect.parameters} and checks each one against the query: a parameter is an ordinary {@code let} of it,
 * with the parameter's default as its value, so that Azure and this project agree on what an unchanged rule does.
 */
final class ParameterReader {
    private final Problems problems;

    ParameterReader(Problems problems) {
        this.problems = problems;
    }

    List<Parameter> read(Optional<Fields> ours, String query, int queryLine) {
        List<Parameter> parameters = new ArrayList<>();
        ours.ifPresent(o -> parameters.addAll(o.groups("parameters", (fields, path) -> parameter(fields))));
        if (!parameters.isEmpty()) {
            try {
                Map<String, String> lets = QueryLets.of(query);
                parameters.forEach(parameter -> check(parameter, lets, queryLine));
            } catch (KqlException e) {
                problems.add(queryLine, QueryErrors.describe(query, e));
            }
        }
        return parameters;
    }

    private Optional<Parameter> parameter(Fields fields) {
        String name = fields.text("name").strip();
        String description = fields.text("description").strip();
        Optional<KqlType> type = fields.parsed("type", "a KQL type such as long, timespan or dynamic", KqlType::of);
        Optional<String> literal =
                type.flatMap(t -> fields.node("default").flatMap(value -> Literals.of(t, value.plain())));
        if (!fields.has("type")) {
            fields.missing("type");
        }
        if (!fields.has("default")) {
            fields.missing("default");
        } else if (type.isPresent() && literal.isEmpty()) {
            fields.wrong("default", "must be a " + type.get().kustoName());
        }
        fields.rejectUnknown(Set.of());
        return literal.map(text -> new Parameter(name, type.get(), text, description));
    }

    private void check(Parameter parameter, Map<String, String> lets, int queryLine) {
        String let = lets.get(parameter.name());
        if (let == null) {
            problems.add(
                    queryLine,
                    "the query has no 'let " + parameter.name() + " = " + parameter.defaultValue()
                            + ";' for the parameter of this name" + Suggestion.near(parameter.name(), lets.keySet()));
        } else if (!QueryLets.constant(let).equals(QueryLets.constant(parameter.defaultValue()))) {
            problems.add(
                    queryLine,
                    "the query says 'let " + parameter.name() + " = " + let + ";', the parameter's default is "
                            + parameter.defaultValue() + "; make them agree");
        }
    }
}
