package io.azdetect.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The values of a parameter that keeps somebody or something from raising alerts. */
record AllowList(List<String> values) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("(?i).*(allow|known|trusted|except|exclude|ignore|approved).*");
    private static final String BEGIN = "dynamic(";

    AllowList {
        values = List.copyOf(values);
    }

    /** Whether a parameter is one, by its name and its type. */
    static boolean is(Parameter parameter) {
        return parameter.type() == KqlType.DYNAMIC
                && parameter.defaultValue().startsWith(BEGIN + "[")
                && NAME.matcher(parameter.name()).matches();
    }

    /** A parameter's own values. */
    static AllowList of(Parameter parameter) {
        String literal = parameter.defaultValue();
        try {
            return new AllowList(JSON.readValue(
                    literal.substring(BEGIN.length(), literal.length() - 1), new TypeReference<List<String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(parameter.name() + " is no list: " + literal, e);
        }
    }

    AllowList with(String value) {
        List<String> longer = new ArrayList<>(values);
        longer.add(value);
        return new AllowList(longer);
    }

    /** As KQL writes it. */
    String literal() {
        try {
            return BEGIN + JSON.writeValueAsString(values) + ")";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are JSON", e);
        }
    }
}
