package io.azdetect.engine.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import ua_parser.Parser;

/**
 * The patterns of uap-core for one part of a user agent. The first that is found in it says what each value is: a text, in
 * which {@code $1} is what the pattern's first group holds, or, without one, what is in a group.
 *
 * @see <a href="https://github.com/ua-parser/uap-core/blob/master/docs/specification.md">how they are read</a>
 */
final class UserAgentPatterns {
    private static final Map<String, List<Map<String, String>>> FILE = read();

    static final UserAgentPatterns BROWSERS = new UserAgentPatterns(
            "user_agent_parsers",
            new Value("family_replacement", 1),
            new Value("v1_replacement", 2),
            new Value("v2_replacement", 3),
            new Value("v3_replacement", 4));
    static final UserAgentPatterns SYSTEMS = new UserAgentPatterns(
            "os_parsers",
            new Value("os_replacement", 1),
            new Value("os_v1_replacement", 2),
            new Value("os_v2_replacement", 3),
            new Value("os_v3_replacement", 4),
            new Value("os_v4_replacement", 5));
    static final UserAgentPatterns DEVICES = new UserAgentPatterns(
            "device_parsers",
            new Value("device_replacement", 1),
            new Value("brand_replacement", 0),
            new Value("model_replacement", 1));

    private static final Pattern GROUP = Pattern.compile("\\$(\\d)");
    private static final String UNKNOWN = "Other";

    private final List<Value> values;
    private final List<Form> forms = new ArrayList<>();

    /** A value: the field that may say it, and the group that else holds it, where it is not 0. */
    private record Value(String field, int group) {}

    /** A pattern and what it says of each value; null where it says nothing. */
    private record Form(Pattern pattern, List<String> replacements) {
        /** Whether what is found has the first value; if not, the next pattern may say more. */
        boolean saysWhat(Matcher found) {
            return replacements.get(0) != null || (found.groupCount() > 0 && found.group(1) != null);
        }
    }

    private UserAgentPatterns(String section, Value... values) {
        this.values = List.of(values);
        for (Map<String, String> entry : FILE.get(section)) {
            int flags = "i".equals(entry.get("regex_flag")) ? Pattern.CASE_INSENSITIVE : 0;
            List<String> replacements =
                    this.values.stream().map(value -> entry.get(value.field())).toList();
            forms.add(new Form(Pattern.compile(entry.get("regex"), flags), replacements));
        }
    }

    private static Map<String, List<Map<String, String>>> read() {
        try (InputStream patterns = Parser.class.getResourceAsStream("/ua_parser/regexes.yaml")) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(patterns);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the patterns of user agents", e);
        }
    }

    /** The values; the first is "Other" and the rest are empty when no pattern is found. */
    List<String> parse(String agent) {
        for (Form form : forms) {
            Matcher matcher = form.pattern().matcher(agent);
            if (matcher.find() && form.saysWhat(matcher)) {
                List<String> found = new ArrayList<>();
                for (int i = 0; i < values.size(); i++) {
                    found.add(value(form.replacements().get(i), values.get(i).group(), matcher));
                }
                return found;
            }
        }
        List<String> none = new ArrayList<>(Collections.nCopies(values.size(), ""));
        none.set(0, UNKNOWN);
        return none;
    }

    private static String value(String replacement, int group, Matcher matcher) {
        if (replacement != null) {
            return GROUP.matcher(replacement)
                    .replaceAll(r -> Matcher.quoteReplacement(group(matcher, Integer.parseInt(r.group(1)))))
                    .strip();
        }
        return group == 0 ? "" : group(matcher, group);
    }

    private static String group(Matcher matcher, int group) {
        String text = group <= matcher.groupCount() ? matcher.group(group) : null;
        return text == null ? "" : text;
    }
}
