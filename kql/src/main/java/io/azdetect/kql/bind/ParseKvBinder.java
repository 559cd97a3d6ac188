package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code parse-kv}: one call cuts the texts of all keys out of a row's text, an array in the keys' order; each column is
 * its element, converted.
 *
 * <p>See parse-kv-operator in Kusto's reference: pairs between given delimiters, between any that are no letters or
 * digits, or as the two groups of a regular expression.
 */
final class ParseKvBinder {
    private static final Set<String> PROPERTIES =
            Set.of("pair_delimiter", "kv_delimiter", "quote", "escape", "greedy", "regex");

    private final Operator.ParseKv parse;
    private final ScalarBinder row;

    private ParseKvBinder(Operator.ParseKv parse, ScalarBinder row) {
        this.parse = parse;
        this.row = row;
    }

    static Plan bind(Operator.ParseKv parse, Plan input, ScalarBinder row, String hidden) {
        return new ParseKvBinder(parse, row).bind(input, hidden);
    }

    private Plan bind(Plan input, String hidden) {
        check();
        Scalar text = Conversions.to(
                KqlType.STRING, row.bind(parse.source()), parse.source().span());
        Column texts = new Column(hidden, KqlType.DYNAMIC);
        List<Plan.Assignment> before = new ArrayList<>();
        input.columns().forEach(column -> before.add(Plan.Assignment.same(column)));
        before.add(new Plan.Assignment(texts, texts(text)));
        List<Plan.Assignment> after = new ArrayList<>();
        input.columns().forEach(column -> after.add(Plan.Assignment.same(column)));
        ColumnNames names = new ColumnNames();
        input.columns().forEach(column -> names.take(column.name()));
        for (int i = 0; i < parse.keys().size(); i++) {
            Statement.ColumnDeclaration key = parse.keys().get(i);
            if (!names.take(key.name().text())) {
                throw new KqlException(
                        Code.DUPLICATE_NAME,
                        "a column '" + key.name() + "' exists already; rename it with 'project-rename' before",
                        key.name().span());
            }
            after.add(PlanParts.computed(key.name().text(), value(texts, i, key.type())));
        }
        return new Plan.Project(new Plan.Project(input, before), after);
    }

    private Scalar value(Column texts, int index, KqlType type) {
        Scalar element = PlanParts.call(
                "[]",
                KqlType.DYNAMIC,
                parse.span(),
                new Scalar.ColumnReference(texts),
                new Scalar.Constant(KqlType.LONG, (long) index));
        Scalar text = Conversions.to(KqlType.STRING, element, parse.span());
        return type == KqlType.DYNAMIC
                ? PlanParts.call("parse_json", KqlType.DYNAMIC, parse.span(), text)
                : Conversions.to(type, text, parse.span());
    }

    private Scalar texts(Scalar text) {
        Scalar keys = array(parse.keys().stream().map(key -> key.name().text()).toList());
        Optional<String> regex = one("regex");
        if (regex.isPresent()) {
            return PlanParts.call(
                    "@parse_kv_regex", KqlType.DYNAMIC, parse.span(), text, PlanParts.text(regex.get()), keys);
        }
        return PlanParts.call(
                "@parse_kv",
                KqlType.DYNAMIC,
                parse.span(),
                text,
                keys,
                PlanParts.text(one("pair_delimiter").orElse("")),
                PlanParts.text(one("kv_delimiter").orElse("")),
                array(all("quote")),
                array(all("escape")),
                new Scalar.Constant(KqlType.BOOL, isGreedy()));
    }

    private Scalar array(List<String> texts) {
        return texts.isEmpty()
                ? new Scalar.Constant(KqlType.DYNAMIC, "[]")
                : PlanParts.call(
                        "pack_array",
                        KqlType.DYNAMIC,
                        parse.span(),
                        texts.stream().map(PlanParts::text).toArray(Scalar[]::new));
    }

    private boolean isGreedy() {
        return one("greedy").map(Boolean::parseBoolean).orElse(false);
    }

    private void check() {
        for (Operator.Property property : parse.properties()) {
            String name = name(property);
            if (!PROPERTIES.contains(name)) {
                throw bad(
                        "parse-kv has no option '" + property.name()
                                + "'; it has pair_delimiter, kv_delimiter, quote, escape, greedy and regex",
                        Optional.of(property));
            }
            int length = property.value().codePointCount(0, property.value().length());
            if (name.equals("quote") && (length < 1 || length > 2)) {
                throw bad("a quote is one character, or two: the opening and the closing one", Optional.of(property));
            }
            if (name.equals("escape") && length != 1) {
                throw bad("an escape is one character", Optional.of(property));
            }
            if (name.endsWith("delimiter") && length == 0) {
                throw bad("a delimiter has at least one character", Optional.of(property));
            }
            if (name.equals("greedy") && !property.value().matches("(?i)true|false")) {
                throw bad("greedy is true or false", Optional.of(property));
            }
        }
        boolean pair = one("pair_delimiter").isPresent();
        boolean kv = one("kv_delimiter").isPresent();
        if (one("regex").isPresent() && parse.properties().size() > 1) {
            throw bad("with a regex there are no other options", Optional.empty());
        }
        if (pair != kv) {
            throw bad("give both pair_delimiter and kv_delimiter, or neither", Optional.empty());
        }
        if (!pair && isGreedy()) {
            throw bad("greedy needs pair_delimiter and kv_delimiter", Optional.empty());
        }
        if (!all("escape").isEmpty() && all("quote").isEmpty()) {
            throw bad("an escape stands within quotes: give quote too", Optional.empty());
        }
    }

    private Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw bad("'" + name + "' is given twice", Optional.empty());
        }
        return values.stream().findFirst();
    }

    private List<String> all(String name) {
        return parse.properties().stream()
                .filter(property -> name(property).equals(name))
                .map(Operator.Property::value)
                .toList();
    }

    private static String name(Operator.Property property) {
        return property.name().toLowerCase(Locale.ROOT);
    }

    private KqlException bad(String message, Optional<Operator.Property> property) {
        return new KqlException(
                Code.BAD_ARGUMENTS,
                message,
                property.map(Operator.Property::span).orElse(parse.span()));
    }
}
