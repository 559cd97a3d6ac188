package io.azdetect.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Java program's values as Kusto's. */
final class JavaValue {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** From the narrowest to the widest. */
    private static final List<KqlType> NUMBERS = List.of(KqlType.INT, KqlType.LONG, KqlType.REAL);

    private JavaValue() {}

    /** The type of a value; null of a null, which says nothing of its column. */
    static KqlType type(String column, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Boolean) {
            return KqlType.BOOL;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return KqlType.INT;
        }
        if (value instanceof Long) {
            return KqlType.LONG;
        }
        if (value instanceof Double || value instanceof Float) {
            return KqlType.REAL;
        }
        if (value instanceof BigDecimal || value instanceof BigInteger) {
            return KqlType.DECIMAL;
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            return KqlType.STRING;
        }
        if (isTime(value)) {
            return KqlType.DATETIME;
        }
        if (value instanceof Duration) {
            return KqlType.TIMESPAN;
        }
        if (value instanceof UUID) {
            return KqlType.GUID;
        }
        if (isNested(value)) {
            return KqlType.DYNAMIC;
        }
        throw new IllegalArgumentException("column " + column + ": no Kusto type holds a "
                + value.getClass().getName());
    }

    private static boolean isTime(Object value) {
        return value instanceof Instant
                || value instanceof OffsetDateTime
                || value instanceof ZonedDateTime
                || value instanceof Date;
    }

    private static boolean isNested(Object value) {
        return value instanceof Map<?, ?>
                || value instanceof Collection<?>
                || value instanceof Record
                || value.getClass().isArray();
    }

    /** The type that holds values of both. */
    static KqlType common(String column, KqlType a, KqlType b) {
        if (a == null || b == null || a == b) {
            return a == null ? b : a;
        }
        if (NUMBERS.contains(a) && NUMBERS.contains(b)) {
            return NUMBERS.get(Math.max(NUMBERS.indexOf(a), NUMBERS.indexOf(b)));
        }
        if (a == KqlType.DYNAMIC || b == KqlType.DYNAMIC) {
            return KqlType.DYNAMIC;
        }
        throw new IllegalArgumentException("column " + column + " has both a " + a.kustoName() + " and a "
                + b.kustoName() + "; give all its values one type");
    }

    /** The type of a column, of which values may have said nothing. */
    static KqlType settled(KqlType type) {
        return type == null ? KqlType.STRING : type;
    }

    /** The value in the form that {@link KqlType} names. */
    static Object kusto(KqlType type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case BOOL, GUID -> value;
            case INT -> ((Number) value).intValue();
            case LONG -> ((Number) value).longValue();
            case REAL -> ((Number) value).doubleValue();
            case DECIMAL -> value instanceof BigInteger whole ? new BigDecimal(whole) : value;
            case STRING -> value.toString();
            case DATETIME -> Ticks.of(instant(value));
            case TIMESPAN -> Ticks.of((Duration) value);
            case DYNAMIC -> json(value);
        };
    }

    private static Instant instant(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        return value instanceof Date date ? date.toInstant() : (Instant) value;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(plain(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a nested value is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** What JSON knows: times, guids and the like are texts in it. */
    private static Object plain(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, item) -> plain.put(String.valueOf(key), plain(item)));
            return plain;
        }
        if (value instanceof Record record) {
            return plain(JavaRows.components(record));
        }
        if (value instanceof Collection<?> items) {
            List<Object> plain = new ArrayList<>();
            items.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        if (value.getClass().isArray()) {
            List<Object> plain = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                plain.add(plain(Array.get(value, i)));
            }
            return plain;
        }
        return isTime(value) ? instant(value).toString() : value.toString();
    }
}
