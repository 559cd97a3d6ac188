package io.azdetect.engine.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.plan.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes {@code extract_all}: an array of a group's texts, or of arrays of several groups' texts; null without a match.
 *
 * <p>DuckDB finds one group of all matches at a time, so which groups there are must be known here.
 */
final class ExtractAllWriter {
    /** Escapes, character classes, and what opens a group; {@code (?<name>} and {@code (?P<name>} open one as well. */
    private static final Pattern PART = Pattern.compile(
            "\\\\Q.*?(?:\\\\E|$)|\\\\.|\\[\\^?]?(?:\\\\.|[^]])*]|\\((\\?(?:P?<(\\w+)>)?)?", Pattern.DOTALL);

    private ExtractAllWriter() {}

    static Fragment write(Scalar.Call call, ScalarWriter scalars, Map<String, Fragment> scope) {
        if (!(call.argument(0) instanceof Scalar.Constant regex)) {
            throw unsupported(call, "extract_all with a regular expression that is not constant");
        }
        List<String> names = groups((String) regex.value());
        List<Integer> wanted = call.arguments().size() == 3
                ? chosen(call, names)
                : IntStream.rangeClosed(1, names.size()).boxed().toList();
        if (wanted.isEmpty()) {
            throw unsupported(call, "extract_all without a group in the regular expression");
        }
        String pattern = scalars.value(regex, scope).text();
        String source =
                scalars.value(call.argument(call.arguments().size() - 1), scope).text();
        List<String> lists = wanted.stream()
                .map(group -> "regexp_extract_all(" + source + ", " + pattern + ", " + group + ")")
                .toList();
        String rows = lists.size() == 1
                ? lists.get(0)
                : "list_transform(range(1, len(" + lists.get(0) + ") + 1), lambda i: "
                        + lists.stream().map(list -> list + "[i]").collect(Collectors.joining(", ", "[", "]"))
                        + ")";
        return Fragment.call("nullif(to_json(" + rows + ")::VARCHAR, '[]')");
    }

    /** The capturing groups in order; an empty text for one without a name. */
    static List<String> groups(String regex) {
        List<String> names = new ArrayList<>();
        Matcher part = PART.matcher(regex);
        while (part.find()) {
            if (part.group().startsWith("(") && (part.group(1) == null || part.group(2) != null)) {
                names.add(part.group(2) == null ? "" : part.group(2));
            }
        }
        return names;
    }

    private static List<Integer> chosen(Scalar.Call call, List<String> names) {
        JsonNode array = call.argument(1) instanceof Scalar.Constant constant && constant.value() instanceof String json
                ? JsonText.read(json).orElse(null)
                : null;
        if (array == null || !array.isArray()) {
            throw unsupported(call, "extract_all with groups that are not constant");
        }
        List<Integer> chosen = new ArrayList<>();
        for (JsonNode group : array) {
            int number = group.isInt() ? group.intValue() : names.indexOf(group.asText()) + 1;
            if (number < 1 || number > names.size()) {
                throw new KqlException(
                        Diagnostic.Code.BAD_ARGUMENTS, "the regular expression has no group " + group, call.span());
            }
            chosen.add(number);
        }
        return chosen;
    }

    private static KqlException unsupported(Scalar.Call call, String what) {
        return new KqlException(Diagnostic.Code.UNSUPPORTED, "this engine does not run " + what + " yet", call.span());
    }
}
