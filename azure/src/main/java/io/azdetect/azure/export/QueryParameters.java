package io.azdetect.azure.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A detection's own parameters as parameters of its template: the template's query has a mark where a value stands, and an
 * expression puts the value there when the template is deployed.
 */
final class QueryParameters {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DYNAMIC = "dynamic(";

    private QueryParameters() {}

    /** Adds the parameters and the query to the template, and gives the expression of the query. */
    static String declare(Detection detection, ArmTemplate template) {
        Map<String, String> marks = new LinkedHashMap<>();
        String query = "variables('query')";
        for (Parameter parameter : detection.parameters()) {
            String name = parameter.name();
            if (template.hasParameter(name)) {
                throw new IllegalArgumentException(
                        detection + " has a parameter '" + name + "', which the template has for itself");
            }
            Form form = form(parameter);
            template.parameter(name, form.type, form.defaultValue, parameter.description() + form.hint);
            String mark = "##" + name + "##";
            marks.put(name, form.before + mark + form.after);
            query = "replace(" + query + ", " + ArmTemplate.quoted(mark) + ", "
                    + form.text.replace("$", "parameters(" + ArmTemplate.quoted(name) + ")") + ")";
        }
        template.variable("query", detection.queryWith(marks));
        return "[" + query + "]";
    }

    /**
     * How a KQL value is given in a template.
     *
     * @param text the expression that makes KQL of the parameter, which is {@code $} in it
     * @param before what stands before that in the query, {@code after} what behind
     */
    private record Form(String type, JsonNode defaultValue, String text, String before, String after, String hint) {}

    private static Form form(Parameter parameter) {
        String literal = parameter.defaultValue();
        return switch (parameter.type()) {
            case DYNAMIC -> {
                JsonNode value = json(literal);
                String type = value.isArray() ? "array" : "object";
                yield new Form(type, value, "string($)", DYNAMIC, ")", "");
            }
            case STRING ->
                new Form(
                        "string",
                        TextNode.valueOf(json(literal).textValue()),
                        "replace(replace($, '\\', '\\\\'), '\"', '\\\"')",
                        "\"",
                        "\"",
                        "");
            case INT, LONG -> new Form("int", LongNode.valueOf(Long.parseLong(literal)), "string($)", "", "", "");
            case BOOL ->
                new Form("bool", BooleanNode.valueOf(Boolean.parseBoolean(literal)), "toLower(string($))", "", "", "");
            default ->
                new Form(
                        "string",
                        TextNode.valueOf(literal),
                        "$",
                        "",
                        "",
                        " A " + parameter.type().kustoName() + " as KQL writes it, such as " + literal + ".");
        };
    }

    /** The value of {@code dynamic(…)} or of a quoted text. */
    private static JsonNode json(String literal) {
        boolean wrapped = literal.startsWith(DYNAMIC) && literal.endsWith(")");
        String text = wrapped ? literal.substring(DYNAMIC.length(), literal.length() - 1) : literal;
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a parameter's default is no JSON: " + literal, e);
        }
    }
}
