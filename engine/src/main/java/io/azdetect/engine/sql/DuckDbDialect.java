package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** DuckDB's spelling; its functions are in {@code duckdb.dialect}. */
public final class DuckDbDialect implements Dialect {
    private static final DialectPage PAGE = DialectPage.load("duckdb.dialect");

    private final boolean wrapping;

    /** The usual spelling: a whole number that grows beyond 64 bits is an error. */
    public DuckDbDialect() {
        this(false);
    }

    private DuckDbDialect(boolean wrapping) {
        this.wrapping = wrapping;
    }

    /** The spelling in which whole numbers wrap, as they do in Kusto; it takes longer. */
    public static DuckDbDialect wrapping() {
        return new DuckDbDialect(true);
    }

    @Override
    public String identifier(String name) {
        return SqlText.identifier(name);
    }

    @Override
    public String type(KqlType type) {
        return PhysicalType.of(type);
    }

    @Override
    public String literal(Scalar.Constant constant) {
        String text = shortLiteral(constant);
        return switch (constant.type()) {
            case INT, DECIMAL -> constant.value() == null ? text : text + "::" + type(constant.type());
            case LONG, TIMESPAN, DATETIME -> isSmall(constant.value()) ? text + "::" + type(constant.type()) : text;
            default -> text;
        };
    }

    @Override
    public String shortLiteral(Scalar.Constant constant) {
        if (constant.value() == null) {
            return "NULL::" + type(constant.type());
        }
        return switch (constant.type()) {
            case BOOL, INT, LONG, TIMESPAN -> whole(constant.value().toString());
            case DATETIME -> datetime((Long) constant.value());
            case REAL -> real((Double) constant.value());
            case DECIMAL -> whole(((BigDecimal) constant.value()).toPlainString());
            case STRING, DYNAMIC -> SqlText.literal((String) constant.value());
            case GUID -> SqlText.literal(constant.value().toString()) + "::UUID";
        };
    }

    /** Whether DuckDB would take the number for a 32-bit one. */
    private static boolean isSmall(Object value) {
        return value instanceof Long number && number.intValue() == number;
    }

    /** A negative number in parentheses: DuckDB reads {@code -1::BIGINT} as {@code -(1::BIGINT)}, and {@code --} ends SQL. */
    private static String whole(String digits) {
        return digits.startsWith("-") ? "(" + digits + ")" : digits;
    }

    private static String datetime(long ticks) {
        return ticks + " /* " + Ticks.toInstant(ticks) + " */";
    }

    private static String real(double value) {
        if (Double.isNaN(value)) {
            return "'nan'::DOUBLE";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "'inf'::DOUBLE" : "'-inf'::DOUBLE";
        }
        // With an exponent DuckDB reads a double, without one a decimal.
        String text = Double.toString(value);
        return whole(text.contains("E") ? text.replace('E', 'e') : text + "e0");
    }

    @Override
    public Optional<Template> scalar(String function, List<Scalar> arguments) {
        return find("scalar", function, arguments);
    }

    @Override
    public Optional<Template> aggregate(String function, List<Scalar> arguments) {
        return find("aggregate", function, arguments);
    }

    private Optional<Template> find(String section, String function, List<Scalar> arguments) {
        Optional<Template> special =
                wrapping ? PAGE.find("wrapping " + section, function, arguments) : Optional.empty();
        return special.or(() -> PAGE.find(section, function, arguments));
    }
}
