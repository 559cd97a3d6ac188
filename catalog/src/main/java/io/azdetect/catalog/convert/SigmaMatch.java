package io.azdetect.catalog.convert;

import io.azdetect.catalog.YamlNode;
import io.azdetect.catalog.convert.SigmaFields.Field;
import io.azdetect.catalog.convert.SigmaFields.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes the selections of a Sigma rule as conditions of KQL. Sigma compares without regard to case unless it says so. */
final class SigmaMatch {
    /** What RE2 does not have. */
    private static final Pattern BEYOND_RE2 = Pattern.compile("\\(\\?(<?[=!]|>)|(?<!\\\\)\\\\[1-9]");

    private static final Map<String, String> PROTOCOLS = Map.of("device code", "deviceCode", "ropc", "ropc");

    private final SigmaFields fields;
    private final Notices notices;
    private final String table;

    SigmaMatch(SigmaLogSource source, Notices notices) {
        this.fields = new SigmaFields(source);
        this.table = source.table();
        this.notices = notices;
    }

    /** A selection: fields that all match, or a list of which one matches. */
    Condition selection(YamlNode node) throws Refusal {
        if (node instanceof YamlNode.Mapping mapping) {
            List<Condition> all = new ArrayList<>();
            for (Map.Entry<String, YamlNode> field : mapping.fields().entrySet()) {
                all.add(field(field.getKey(), field.getValue(), mapping.lines().get(field.getKey())));
            }
            return Condition.and(all);
        }
        List<Condition> any = new ArrayList<>();
        for (YamlNode item : items(node)) {
            any.add(item instanceof YamlNode.Mapping ? selection(item) : keyword(item));
        }
        return Condition.or(any);
    }

    private static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
    }

    /** A text that is looked for in every column. */
    private static Condition keyword(YamlNode node) {
        SigmaValue value = SigmaValue.of(text(node));
        return Condition.of("* contains " + KqlText.quoted(value.literal()));
    }

    private Condition field(String nameAndModifiers, YamlNode value, int line) throws Refusal {
        List<String> words = Arrays.asList(nameAndModifiers.split("\\|", -1));
        SigmaModifiers modifiers = new SigmaModifiers(words.subList(1, words.size()), line);
        List<Condition> each = new ArrayList<>();
        if (words.get(0).isEmpty()) {
            items(value).forEach(item -> each.add(keyword(item)));
        } else {
            Field field = known(words.get(0), line);
            List<String> equal = new ArrayList<>();
            for (YamlNode item : items(value)) {
                // https://learn.microsoft.com/entra/architecture/security-operations-user-accounts writes it so.
                if (text(item).equals("UPN")) {
                    throw new Refusal(item.line(), "'UPN' stands for a name that is to be filled in");
                }
                if (isPlain(field, modifiers, item)) {
                    equal.add(KqlText.quoted(SigmaValue.of(text(item)).literal()));
                } else {
                    each.add(value(words.get(0), field, modifiers, item));
                }
            }
            if (equal.size() == 1) {
                each.add(0, Condition.of(field.kql() + (modifiers.has("cased") ? " == " : " =~ ") + equal.get(0)));
            } else if (!equal.isEmpty()) {
                String operator = modifiers.has("cased") ? " in (" : " in~ (";
                each.add(0, Condition.of(field.kql() + operator + String.join(", ", equal) + ")"));
            }
        }
        Condition all = modifiers.has("all") ? Condition.and(each) : Condition.or(each);
        return modifiers.has("neq") ? Condition.not(all) : all;
    }

    /** Whether a value is compared as a whole, so that several of them go into one list. */
    private static boolean isPlain(Field field, SigmaModifiers modifiers, YamlNode item) {
        boolean compares = field.way() == Way.COLUMN
                && !modifiers.has("re")
                && !modifiers.has("cidr")
                && !modifiers.has("exists")
                && !modifiers.has("fieldref")
                && !modifiers.has("all")
                && !modifiers.has("base64")
                && !modifiers.has("windash")
                && modifiers.comparison().isEmpty();
        return compares
                && item instanceof YamlNode.Scalar scalar
                && scalar.value() != null
                && modifiers.values(scalar.text()).get(0).isLiteral(false, false);
    }

    private Field known(String name, int line) throws Refusal {
        Field field = fields.of(name)
                .orElseThrow(() -> new Refusal(
                        line, "'" + name + "' is no column of " + table + ", and it is not known which is meant"));
        if (field.way() == Way.REFUSED) {
            throw new Refusal(line, "'" + name + "': " + field.remark());
        }
        if (!field.remark().isEmpty()) {
            notices.changed(line, "'" + name + "': " + field.remark());
        }
        return field;
    }

    private Condition value(String name, Field field, SigmaModifiers modifiers, YamlNode item) throws Refusal {
        String text = text(item);
        boolean absent = item instanceof YamlNode.Scalar scalar && scalar.value() == null;
        if (modifiers.has("exists")) {
            return Condition.of((text.equalsIgnoreCase("true") ? "isnotempty(" : "isempty(") + asText(field) + ")");
        }
        if (absent || text.isEmpty()) {
            return Condition.of("isempty(" + asText(field) + ")");
        }
        return switch (field.way()) {
            case SUCCESS -> success(field, modifiers, item);
            case PROTOCOL -> protocol(name, field, item);
            case ARRAY -> array(name, field, modifiers, item);
            default -> compared(field.kql(), field.way() == Way.NUMBER, modifiers, item);
        };
    }

    private static String asText(Field field) {
        return switch (field.way()) {
            case NUMBER -> "tostring(" + field.kql() + ")";
            case ARRAY -> "tostring(" + column(field) + ")";
            default -> field.kql();
        };
    }

    private Condition compared(String kql, boolean number, SigmaModifiers modifiers, YamlNode item) throws Refusal {
        String text = text(item);
        if (modifiers.comparison().isPresent()) {
            return Condition.of((number ? kql : "toreal(" + kql + ")") + " "
                    + modifiers.comparison().get() + " " + number(item));
        }
        if (number && text.matches("-?\\d+")) {
            return Condition.of(kql + " == " + text);
        }
        String column = number ? "tostring(" + kql + ")" : kql;
        if (modifiers.has("re")) {
            if (BEYOND_RE2.matcher(text).find()) {
                throw new Refusal(
                        item.line(), "the regular expression looks around or refers back, which those of KQL cannot");
            }
            return Condition.of(column + " matches regex " + KqlText.quoted(modifiers.flags() + text));
        }
        if (modifiers.has("cidr")) {
            String function = text.contains(":") ? "ipv6_is_in_range(" : "ipv4_is_in_range(";
            return Condition.of(function + column + ", " + KqlText.quoted(text) + ")");
        }
        if (modifiers.has("fieldref")) {
            return Condition.of(column + " =~ " + known(text, item.line()).kql());
        }
        List<Condition> any = new ArrayList<>();
        for (SigmaValue value : modifiers.values(text)) {
            any.add(text(
                    column, value, modifiers.has("cased") || modifiers.has("base64") || modifiers.has("base64offset")));
        }
        return Condition.or(any);
    }

    private static Condition text(String column, SigmaValue value, boolean cased) {
        String literal = KqlText.quoted(value.literal());
        String suffix = cased ? "_cs " : " ";
        if (value.isAny()) {
            return Condition.of("isnotempty(" + column + ")");
        }
        if (value.isLiteral(false, false)) {
            return Condition.of(column + (cased ? " == " : " =~ ") + literal);
        }
        if (value.isLiteral(true, true)) {
            return Condition.of(column + " contains" + suffix + literal);
        }
        if (value.isLiteral(false, true)) {
            return Condition.of(column + " startswith" + suffix + literal);
        }
        if (value.isLiteral(true, false)) {
            return Condition.of(column + " endswith" + suffix + literal);
        }
        return Condition.of(column + " matches regex " + KqlText.quoted(value.regex(cased)));
    }

    /** A list of groups is searched as the text that Kusto writes of it, in which a field stands as {@code "name":"value"}. */
    private Condition array(String name, Field field, SigmaModifiers modifiers, YamlNode item) throws Refusal {
        SigmaValue value = modifiers.values(text(item)).get(0);
        boolean inside = modifiers.has("contains");
        if (modifiers.has("re") || modifiers.has("cidr") || value.parts().size() > 3) {
            throw new Refusal(
                    item.line(), "'" + name + "' is a list, of which only whole values and parts are compared");
        }
        notices.changed(item.line(), "'" + name + "' is a list; its text is searched, whichever entry has it");
        String escaped = value.literal().replace("\\", "\\\\").replace("\"", "\\\"");
        int dot = field.kql().indexOf('.');
        String searched = inside || dot < 0
                ? escaped
                : "\"" + field.kql().substring(dot + 1) + "\":\"" + escaped
                        + (value.isLiteral(false, true) ? "" : "\"");
        return Condition.of("tostring(" + column(field) + ") contains " + KqlText.quoted(searched));
    }

    private static String column(Field field) {
        int dot = field.kql().indexOf('.');
        return dot < 0 ? field.kql() : field.kql().substring(0, dot);
    }

    /** The portal's word for how it ended; what is none of the two is looked for in the reason. */
    private Condition success(Field field, SigmaModifiers modifiers, YamlNode item) throws Refusal {
        String text = text(item).toLowerCase(Locale.ROOT);
        boolean signIn = field.kql().equals("ResultType");
        if (text.equals("success") || text.equals("failure")) {
            return Condition.of(
                    signIn
                            ? "ResultType " + (text.equals("success") ? "==" : "!=") + " \"0\""
                            : "Result =~ " + KqlText.quoted(text));
        }
        notices.changed(item.line(), "'" + text(item) + "' is no result; it is looked for in the reason of the result");
        return compared(signIn ? "tostring(Status)" : "ResultReason", false, modifiers, item);
    }

    private static Condition protocol(String name, Field field, YamlNode item) throws Refusal {
        String protocol = PROTOCOLS.get(text(item).toLowerCase(Locale.ROOT));
        if (protocol == null) {
            throw new Refusal(
                    item.line(), "'" + name + "' is no column of SigninLogs, and it is not known which is meant");
        }
        return Condition.of(field.kql() + " =~ " + KqlText.quoted(protocol));
    }

    private static String number(YamlNode item) throws Refusal {
        String text = text(item);
        if (!text.matches("-?\\d+(\\.\\d+)?")) {
            throw new Refusal(item.line(), "'" + text + "' is no number to compare with");
        }
        return text;
    }

    private static String text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.value() != null ? scalar.text() : "";
    }
}
