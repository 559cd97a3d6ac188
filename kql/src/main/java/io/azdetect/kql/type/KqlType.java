package io.azdetect.kql.type;

import java.util.Locale;
import java.util.Optional;

/**
 * The scalar types of the Kusto Query Language.
 *
 * <p>A value travels through plans and results as one Java form per type; null stands for the type's null, except that
 * a {@link #STRING} is never null: an absent string is empty.
 */
public enum KqlType {
    /** {@link Boolean}. */
    BOOL,
    /** {@link Integer}, 32 bits. */
    INT,
    /** {@link Long}, 64 bits. */
    LONG,
    /** {@link Double}. */
    REAL,
    /** {@link java.math.BigDecimal}. */
    DECIMAL,
    /** {@link String}, never null. */
    STRING,
    /** {@link Long}: ticks of 100 ns since 0001-01-01T00:00:00Z, 0 to {@link Ticks#MAX_DATETIME}. */
    DATETIME,
    /** {@link Long}: ticks of 100 ns, of either sign. */
    TIMESPAN,
    /** {@link java.util.UUID}. */
    GUID,
    /** {@link String}: JSON text; keys keep the order in which they were written. */
    DYNAMIC;

    /** The name that Kusto uses in schemas and results, such as {@code long}. */
    public String kustoName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether values are numbers: {@code int}, {@code long}, {@code real} or {@code decimal}. */
    public boolean isNumeric() {
        return this == INT || this == LONG || this == REAL || this == DECIMAL;
    }

    /** Whether values are whole numbers: {@code int} or {@code long}. */
    public boolean isInteger() {
        return this == INT || this == LONG;
    }

    /** Whether a value can be null; only strings cannot. */
    public boolean isNullable() {
        return this != STRING;
    }

    /** The type of this name or of one of Kusto's aliases for it ({@code double}, {@code boolean}, {@code time}, …). */
    public static Optional<KqlType> of(String name) {
        return Optional.ofNullable(
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "bool", "boolean" -> BOOL;
                    case "int", "int32" -> INT;
                    case "long", "int64" -> LONG;
                    case "real", "double" -> REAL;
                    case "decimal" -> DECIMAL;
                    case "string" -> STRING;
                    case "datetime", "date" -> DATETIME;
                    case "timespan", "time" -> TIMESPAN;
                    case "guid", "uuid", "uniqueid" -> GUID;
                    case "dynamic", "object" -> DYNAMIC;
                    default -> null;
                });
    }
}
