package io.azdetect.engine.sql;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes scalars.
 *
 * <p>There are two ways to write a Boolean: its {@link #value}, true, false or null exactly as in Kusto, and its {@link
 * #truth}, which may be null for false. The second is all that a filter needs, and leaves DuckDB plain comparisons that it
 * can check while it scans.
 */
final class ScalarWriter {
    private static final Set<String> VOLATILE = Set.of("rand", "new_guid");

    /** Operators whose arguments give each other their types, so that constants need not say theirs. */
    private static final Set<String> SYMMETRIC =
            Set.of("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "between", "!between");

    private final Dialect dialect;
    private final SqlWriter plans;
    private final Set<String> javaFunctions;
    private final TermWriter terms;
    private final DynamicWriter dynamics;

    ScalarWriter(Dialect dialect, SqlWriter plans, Set<String> javaFunctions) {
        this.dialect = dialect;
        this.plans = plans;
        this.javaFunctions = javaFunctions;
        this.terms = new TermWriter(dialect);
        this.dynamics = new DynamicWriter(dialect, this);
    }

    Fragment value(Scalar scalar, Map<String, Fragment> scope) {
        if (scalar instanceof Scalar.Constant constant) {
            return Fragment.literal(dialect.literal(constant));
        } else if (scalar instanceof Scalar.ColumnReference column) {
            return scope.get(column.name());
        } else if (scalar instanceof Scalar.Subquery subquery) {
            return subquery(subquery);
        } else if (scalar instanceof Scalar.MemberOf memberOf) {
            return memberOf(memberOf, scope, false);
        } else if (scalar instanceof Scalar.Call call) {
            return call(call, scope, false);
        }
        throw new IllegalStateException("no SQL for " + scalar);
    }

    /** SQL that is true where the Boolean is true, and false or null where it is false or null. */
    Fragment truth(Scalar scalar, Map<String, Fragment> scope) {
        if (scalar instanceof Scalar.Call call) {
            return call(call, scope, true);
        } else if (scalar instanceof Scalar.MemberOf memberOf) {
            return memberOf(memberOf, scope, true);
        }
        return value(scalar, scope);
    }

    Fragment shortLiteral(Scalar scalar) {
        return Fragment.literal(dialect.shortLiteral((Scalar.Constant) scalar));
    }

    private Fragment call(Scalar.Call call, Map<String, Fragment> scope, boolean truth) {
        List<Scalar> arguments = call.arguments();
        switch (call.function()) {
            case "and", "or" -> {
                return logical(call, scope, truth);
            }
            case "==", "!=" -> {
                return equality(call, scope, truth);
            }
            case "in", "!in", "in~", "!in~" -> {
                return membership(call, scope, truth);
            }
            case "has",
                    "!has",
                    "has_cs",
                    "!has_cs",
                    "hasprefix",
                    "!hasprefix",
                    "hasprefix_cs",
                    "!hasprefix_cs",
                    "hassuffix",
                    "!hassuffix",
                    "hassuffix_cs",
                    "!hassuffix_cs" -> {
                if (arguments.get(1) instanceof Scalar.Constant needle) {
                    return terms.write(call.function(), value(arguments.get(0), scope), (String) needle.value(), truth);
                }
            }
            case "case", "iff" -> {
                return choice(arguments, scope);
            }
            case "extract_all" -> {
                return ExtractAllWriter.write(call, this, scope);
            }
            case "bag_pack" -> {
                return dynamics.bag(arguments, scope);
            }
            case "pack_array" -> {
                return dynamics.array(arguments, scope);
            }
            case "extract", "extract_json" -> {
                boolean typed = arguments.size() == (call.function().equals("extract") ? 4 : 3);
                if (typed) {
                    return converted(call, scope);
                }
            }
            case "geo_info_from_ip_address" -> {
                if (!plans.locatesAddresses()) {
                    throw new KqlException(
                            Diagnostic.Code.UNSUPPORTED,
                            "geo_info_from_ip_address needs a database of places in MaxMind's format: download"
                                    + " GeoLite2-City.mmdb from maxmind.com and name it with --geoip FILE",
                            call.span());
                }
            }
            case "has_any", "has_all" -> {
                return value(eachTerm(call), scope, truth);
            }
            case "[]", "tostring" -> {
                Fragment path = dynamics.path(call, scope);
                if (path != null) {
                    return path;
                }
            }
            default -> {}
        }
        return template(call, scope);
    }

    private Fragment template(Scalar.Call call, Map<String, Fragment> scope) {
        Template template = dialect.scalar(call.function(), call.arguments())
                .orElseThrow(() -> new KqlException(
                        Diagnostic.Code.UNSUPPORTED,
                        "this engine does not run " + call.function() + types(call.arguments()) + " yet",
                        call.span()));
        Fragment fragment = fill(template, call.arguments(), operands(call, scope), scope);
        return VOLATILE.contains(call.function()) ? new Fragment(fragment.text(), Fragment.Form.VOLATILE) : fragment;
    }

    private static String types(List<Scalar> arguments) {
        return arguments.stream().map(a -> a.type().kustoName()).collect(Collectors.joining(", ", "(", ")"));
    }

    private List<Fragment> operands(Scalar.Call call, Map<String, Fragment> scope) {
        List<Scalar> arguments = call.arguments();
        boolean shortly = SYMMETRIC.contains(call.function())
                && !arguments.stream().allMatch(Scalars::isConstant)
                && arguments.stream().map(Scalar::type).distinct().count() == 1;
        return arguments.stream()
                .map(a -> shortly && Scalars.isConstant(a) ? shortLiteral(a) : value(a, scope))
                .toList();
    }

    private Fragment fill(
            Template template, List<Scalar> scalars, List<Fragment> fragments, Map<String, Fragment> scope) {
        javaFunctions.addAll(template.javaFunctions());
        return template.fill(new Template.Filling() {
            @Override
            public int size() {
                return fragments.size();
            }

            @Override
            public Fragment argument(int index, String conversion) {
                Fragment fragment = fragments.get(index);
                if (conversion == null) {
                    return fragment;
                }
                return switch (conversion) {
                    case "json" -> json(scalars.get(index), fragment);
                    case "element" -> element(scalars.get(index), fragment);
                    case "lower" -> lower(scalars.get(index), fragment);
                    case "truth" -> truth(scalars.get(index), scope);
                    default -> throw new IllegalStateException("no conversion to " + conversion);
                };
            }

            @Override
            public String named(String name) {
                throw new IllegalStateException("nothing to fill {" + name + "} with");
            }
        });
    }

    /** A template of the dialect that is no function of Kusto; its name begins with {@code @}. */
    Fragment named(String name, List<Scalar> scalars, List<Fragment> fragments) {
        Template template = dialect.scalar(name, scalars)
                .orElseThrow(() -> new IllegalStateException("no " + name + types(scalars) + " in the dialect"));
        return fill(template, scalars, fragments, Map.of());
    }

    /** The value as a JSON text; null stays null. */
    Fragment json(Scalar scalar, Fragment fragment) {
        return named("@json", List.of(scalar), List.of(fragment));
    }

    /** The value as an element of a JSON array: null as JSON's null. */
    private Fragment element(Scalar scalar, Fragment fragment) {
        Fragment json = json(scalar, fragment);
        return Scalars.isNullable(scalar) ? Fragment.call("coalesce(" + json.text() + ", 'null')") : json;
    }

    /** The text in lower case; DuckDB folds one code point at a time, as Unicode's simple mapping says. */
    Fragment lower(Scalar scalar, Fragment fragment) {
        if (scalar instanceof Scalar.Constant constant && isAscii((String) constant.value())) {
            return Fragment.plain(
                    dialect.literal(new Scalar.Constant(KqlType.STRING, TermWriter.lower((String) constant.value()))));
        }
        return Fragment.call("lower(" + fragment.text() + ")");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** An element of an expanded array as a value of a type. */
    Fragment element(Fragment json, KqlType type) {
        return named("@element", List.of(new Scalar.ColumnReference("", type)), List.of(json));
    }

    /** The value converted as {@code tolong} and its relatives do. */
    Fragment convert(Fragment value, KqlType from, KqlType to) {
        return named("to" + to.kustoName(), List.of(new Scalar.ColumnReference("", from)), List.of(value));
    }

    private Fragment logical(Scalar.Call call, Map<String, Fragment> scope, boolean truth) {
        String operator = call.function().equals("and") ? " AND " : " OR ";
        List<String> parts = new ArrayList<>();
        boolean isVolatile = false;
        for (Scalar argument : call.arguments()) {
            Fragment part = truth ? truth(argument, scope) : value(argument, scope);
            isVolatile |= part.form() == Fragment.Form.VOLATILE;
            boolean same = argument instanceof Scalar.Call inner
                    && inner.function().equals(call.function())
                    && part.form() == Fragment.Form.OPERATION;
            parts.add(same ? part.text() : part.beside(operator.equals(" AND ") ? " OR " : " AND "));
        }
        return new Fragment(
                String.join(operator, parts), isVolatile ? Fragment.Form.VOLATILE : Fragment.Form.OPERATION);
    }

    /**
     * {@code ==} and {@code !=}: of a null and another value false and true, of two nulls null.
     *
     * <p>See null-values in Kusto's documentation, "Equality and inequality of null values".
     */
    private Fragment equality(Scalar.Call call, Map<String, Fragment> scope, boolean truth) {
        Scalar left = call.argument(0);
        Scalar right = call.argument(1);
        Fragment comparison = comparison(call, scope);
        if (!Scalars.isNullable(left) && !Scalars.isNullable(right)) {
            return comparison;
        }
        boolean equal = call.function().equals("==");
        if (equal && truth) {
            return comparison;
        }
        boolean both = Scalars.isNullable(left) && Scalars.isNullable(right);
        boolean plain = left.type() == right.type() && left.type() != KqlType.REAL && left.type() != KqlType.DYNAMIC;
        if (plain && !both) {
            List<Fragment> operands = operands(call, scope);
            return wrapped(
                    comparison,
                    operands.get(0).operand()
                            + (equal ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ")
                            + operands.get(1).operand(),
                    Fragment.Form.OPERATION);
        }
        String whenNull = Boolean.toString(!equal);
        if (!both) {
            return wrapped(comparison, "coalesce(" + comparison.text() + ", " + whenNull + ")");
        }
        String l = value(left, scope).operand();
        String r = value(right, scope).operand();
        return wrapped(
                comparison,
                "CASE WHEN " + l + " IS NULL AND " + r + " IS NULL THEN NULL ELSE coalesce(" + comparison.text() + ", "
                        + whenNull + ") END");
    }

    /** Compares; a path into a dynamic value beside a text is read as text at once. */
    private Fragment comparison(Scalar.Call call, Map<String, Fragment> scope) {
        for (int i = 0; i < 2; i++) {
            if (call.argument(i).type() == KqlType.DYNAMIC
                    && call.argument(1 - i).type() == KqlType.STRING
                    && call.argument(i) instanceof Scalar.Call access) {
                Fragment path = dynamics.nullablePathText(access, scope);
                if (path != null) {
                    Fragment text = value(call.argument(1 - i), scope);
                    String operator = call.function().equals("==") ? " = " : " <> ";
                    return Fragment.operation(
                            i == 0
                                    ? path.operand() + operator + text.operand()
                                    : text.operand() + operator + path.operand());
                }
            }
        }
        return template(call, scope);
    }

    private static Fragment wrapped(Fragment inner, String text) {
        return wrapped(inner, text, Fragment.Form.CALL);
    }

    private static Fragment wrapped(Fragment inner, String text, Fragment.Form form) {
        return new Fragment(text, inner.form() == Fragment.Form.VOLATILE ? Fragment.Form.VOLATILE : form);
    }

    /** {@code in} is an {@code or} of equalities, {@code !in} an {@code and} of inequalities. */
    private Fragment membership(Scalar.Call call, Map<String, Fragment> scope, boolean truth) {
        Scalar value = call.argument(0);
        List<Scalar> items = ConstantArrays.spread(
                call.arguments().subList(1, call.arguments().size()), value.type());
        boolean negated = call.function().startsWith("!");
        boolean ignoreCase = call.function().endsWith("~");
        boolean simple = value.type() != KqlType.DYNAMIC
                && items.stream()
                        .allMatch(i -> i instanceof Scalar.Constant constant
                                && constant.value() != null
                                && i.type() == value.type());
        if (!simple || items.isEmpty()) {
            return value(spelledOut(call, value, items, negated, ignoreCase), scope, truth);
        }
        String list = items.stream()
                .map(item -> ignoreCase ? lower(item, value(item, scope)) : shortLiteral(item))
                .map(Fragment::text)
                .collect(Collectors.joining(", "));
        Fragment tested = ignoreCase ? lower(value, value(value, scope)) : value(value, scope);
        String test = tested.operand() + (negated ? " NOT IN (" : " IN (") + list + ")";
        if (!Scalars.isNullable(value) || (truth && !negated)) {
            return new Fragment(
                    test, tested.form() == Fragment.Form.VOLATILE ? Fragment.Form.VOLATILE : Fragment.Form.OPERATION);
        }
        return wrapped(tested, "coalesce(" + test + ", " + negated + ")");
    }

    private Fragment value(Scalar scalar, Map<String, Fragment> scope, boolean truth) {
        return truth ? truth(scalar, scope) : value(scalar, scope);
    }

    private static Scalar spelledOut(
            Scalar.Call call, Scalar value, List<Scalar> items, boolean negated, boolean ignoreCase) {
        String comparison = negated ? ignoreCase ? "!~" : "!=" : ignoreCase ? "=~" : "==";
        Scalar result = null;
        for (Scalar item : items) {
            // An array that only the row knows is searched as a whole.
            String function = item.type() == KqlType.DYNAMIC ? "@" + call.function() : comparison;
            Scalar test = new Scalar.Call(function, List.of(value, item), KqlType.BOOL, call.span());
            result = result == null
                    ? test
                    : new Scalar.Call(negated ? "and" : "or", List.of(result, test), KqlType.BOOL, call.span());
        }
        return result == null ? new Scalar.Constant(KqlType.BOOL, negated) : result;
    }

    /** The call without its last argument, which names the type that the text is converted to. */
    private Fragment converted(Scalar.Call call, Map<String, Fragment> scope) {
        List<Scalar> arguments = call.arguments().subList(0, call.arguments().size() - 1);
        Fragment text = value(new Scalar.Call(call.function(), arguments, KqlType.STRING, call.span()), scope);
        return call.type() == KqlType.STRING ? text : convert(text, KqlType.STRING, call.type());
    }

    /** {@code has_any} is an {@code or} of {@code has}, {@code has_all} an {@code and}. */
    private static Scalar eachTerm(Scalar.Call call) {
        boolean any = call.function().equals("has_any");
        List<Scalar> tests = new ArrayList<>();
        for (Scalar item : ConstantArrays.spread(
                call.arguments().subList(1, call.arguments().size()), KqlType.STRING)) {
            String test = item.type() == KqlType.DYNAMIC ? "@" + call.function() : "has";
            tests.add(new Scalar.Call(test, List.of(call.argument(0), item), KqlType.BOOL, call.span()));
        }
        if (tests.isEmpty()) {
            return new Scalar.Constant(KqlType.BOOL, !any);
        }
        return tests.size() == 1 ? tests.get(0) : new Scalar.Call(any ? "or" : "and", tests, KqlType.BOOL, call.span());
    }

    private Fragment choice(List<Scalar> arguments, Map<String, Fragment> scope) {
        StringBuilder sql = new StringBuilder("CASE");
        boolean isVolatile = false;
        int last = arguments.size() - 1;
        for (int i = 0; i < last; i += 2) {
            Fragment condition = truth(arguments.get(i), scope);
            Fragment then = value(arguments.get(i + 1), scope);
            isVolatile |= condition.form() == Fragment.Form.VOLATILE || then.form() == Fragment.Form.VOLATILE;
            sql.append(" WHEN ").append(condition.text()).append(" THEN ").append(then.text());
        }
        Fragment otherwise = value(arguments.get(last), scope);
        isVolatile |= otherwise.form() == Fragment.Form.VOLATILE;
        sql.append(" ELSE ").append(otherwise.text()).append(" END");
        return new Fragment(sql.toString(), isVolatile ? Fragment.Form.VOLATILE : Fragment.Form.CALL);
    }

    private Fragment subquery(Scalar.Subquery subquery) {
        String sql = "(\n" + SqlWriter.indent(plans.firstColumn(subquery.plan(), true)) + "\n)";
        return Fragment.call(subquery.type() == KqlType.STRING ? "coalesce(" + sql + ", '')" : sql);
    }

    private Fragment memberOf(Scalar.MemberOf memberOf, Map<String, Fragment> scope, boolean truth) {
        Fragment value = value(memberOf.value(), scope);
        String rows = SqlWriter.indent(plans.firstColumn(memberOf.plan(), false));
        KqlType type = memberOf.plan().columns().get(0).type();
        return switch (memberOf.operator()) {
            case "in", "in~" -> {
                boolean ignoreCase = memberOf.operator().endsWith("~");
                String test = tested(memberOf, value, ignoreCase) + " IN (\n" + members(rows, ignoreCase) + "\n)";
                yield truth || !Scalars.isNullable(memberOf.value())
                        ? Fragment.operation(test)
                        : Fragment.call("coalesce(" + test + ", false)");
            }
            case "!in", "!in~" -> {
                boolean ignoreCase = memberOf.operator().endsWith("~");
                // One null among the members would make NOT IN null for every value.
                String test = tested(memberOf, value, ignoreCase) + " NOT IN (\n" + members(rows, ignoreCase) + "\n)";
                yield Scalars.isNullable(memberOf.value())
                        ? Fragment.call("coalesce(" + test + ", true)")
                        : Fragment.operation(test);
            }
            case "has_any", "has_all" -> {
                if (type != KqlType.STRING) {
                    throw unsupported(
                            memberOf.operator() + " with a column of type " + type.kustoName(), memberOf.span());
                }
                Fragment array = Fragment.call("(\n  SELECT to_json(coalesce(list(item), []))::VARCHAR FROM (\n"
                        + SqlWriter.indent(rows) + "\n  ) AS items(item)\n)");
                yield named(
                        "@" + memberOf.operator(),
                        List.of(memberOf.value(), new Scalar.ColumnReference("", KqlType.DYNAMIC)),
                        List.of(value, array));
            }
            default -> throw unsupported(memberOf.operator() + " with a table", memberOf.span());
        };
    }

    private String tested(Scalar.MemberOf memberOf, Fragment value, boolean ignoreCase) {
        return ignoreCase ? lower(memberOf.value(), value).text() : value.operand();
    }

    private static String members(String rows, boolean ignoreCase) {
        String item = ignoreCase ? "lower(item)" : "item";
        return "  SELECT " + item + " FROM (\n" + SqlWriter.indent(rows)
                + "\n  ) AS items(item) WHERE item IS NOT NULL";
    }

    private static KqlException unsupported(String what, Span span) {
        return new KqlException(Diagnostic.Code.UNSUPPORTED, "this engine does not run " + what + " yet", span);
    }
}
