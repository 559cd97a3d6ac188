package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Questions about scalars that decide how they are written. */
final class Scalars {
    /** Functions that give null for no argument at all. */
    private static final Set<String> NEVER_NULL =
            Set.of("isnull", "isnotnull", "isempty", "isnotempty", "rand", "new_guid", "pi", "strlen", "string_size");

    /** Functions that give null only where an argument is null. */
    private static final Set<String> NULL_OF_NULL = Set.of(
            "and",
            "or",
            "not",
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "=~",
            "!~",
            "has",
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
            "!hassuffix_cs",
            "contains",
            "!contains",
            "contains_cs",
            "!contains_cs",
            "startswith",
            "!startswith",
            "startswith_cs",
            "!startswith_cs",
            "endswith",
            "!endswith",
            "endswith_cs",
            "!endswith_cs",
            "matches regex",
            "in",
            "!in",
            "in~",
            "!in~",
            "has_any",
            "has_all",
            "between",
            "!between");

    private Scalars() {}

    /** Whether the value can be null; true when in doubt. */
    static boolean isNullable(Scalar scalar) {
        if (scalar.type() == KqlType.STRING) {
            return false;
        }
        if (scalar instanceof Scalar.Constant constant) {
            return constant.value() == null;
        }
        if (scalar instanceof Scalar.Call call) {
            if (NEVER_NULL.contains(call.function())) {
                return false;
            }
            return !NULL_OF_NULL.contains(call.function())
                    || call.arguments().stream().anyMatch(Scalars::isNullable);
        }
        return true;
    }

    static boolean isConstant(Scalar scalar) {
        return scalar instanceof Scalar.Constant;
    }

    /** How often each column occurs in the scalars. */
    static Map<String, Integer> columnUses(Collection<Scalar> scalars) {
        Map<String, Integer> uses = new HashMap<>();
        scalars.forEach(scalar -> count(scalar, uses));
        return uses;
    }

    private static void count(Scalar scalar, Map<String, Integer> uses) {
        if (scalar instanceof Scalar.ColumnReference column) {
            uses.merge(column.name(), 1, Integer::sum);
        } else if (scalar instanceof Scalar.Call call) {
            call.arguments().forEach(argument -> count(argument, uses));
        } else if (scalar instanceof Scalar.MemberOf memberOf) {
            count(memberOf.value(), uses);
        }
    }
}
