package io.azdetect.catalog;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /** The values that a group gives to some of these parameters, as KQL literals; what is wrong with one is reported. */
    static Map<String, String> values(Fields group, List<Parameter> parameters) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (String name : group.names()) {
            Optional<Parameter> parameter =
                    parameters.stream().filter(p -> p.name().equals(name)).findFirst();
            if (parameter.isEmpty()) {
                group.wrong(name, "is no parameter of this detection" + Suggestion.near(name, names));
                continue;
            }
            literal(group, name, parameter.get())
                    .ifPresentOrElse(
                            literal -> values.put(name, literal),
                            () -> group.wrong(name, "must be " + expected(parameter.get())));
        }
        return values;
    }

    private static Optional<String> literal(Fields group, String name, Parameter parameter) {
        return group.node(name)
                .filter(value -> !isList(parameter) || value instanceof YamlNode.Sequence)
                .flatMap(value -> Literals.of(parameter.type(), value.plain()));
    }

    private static boolean isList(Parameter parameter) {
        return parameter.type() == KqlType.DYNAMIC && parameter.defaultValue().startsWith("dynamic([");
    }

    private static String expected(Parameter parameter) {
        return isList(parameter) ? "a list" : "a " + parameter.type().kustoName();
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
