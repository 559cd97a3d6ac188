package io.azdetect.kql.function;

import io.azdetect.kql.type.KqlType;
import java.util.Arrays;
import java.util.Optional;

/** What an argument may be, and what the binder makes of it before the function sees it. */
public enum ParameterKind {
    BOOL("bool", KqlType.BOOL),
    LONG("long", KqlType.LONG),
    REAL("real", KqlType.REAL),
    DECIMAL("decimal", KqlType.DECIMAL),
    STRING("string", KqlType.STRING),
    DATETIME("datetime", KqlType.DATETIME),
    TIMESPAN("timespan", KqlType.TIMESPAN),
    GUID("guid", KqlType.GUID),
    /** A dynamic value that holds an array; any other type is refused. */
    ARRAY("array", KqlType.DYNAMIC),
    /** A dynamic value that holds a property bag; any other type is refused. */
    BAG("bag", KqlType.DYNAMIC),
    /** Any scalar; converted with {@code tostring()}. */
    TEXT("text", KqlType.STRING),
    /** A string, or a dynamic value converted with {@code tostring()}. */
    STRING_OR_DYNAMIC("string|dynamic", KqlType.STRING),
    /** A string or a dynamic value, taken as it is. */
    JSON("json", null),
    /** Any dynamic value; no other type. */
    DYNAMIC("dynamic", KqlType.DYNAMIC),
    /** A number of any type, taken as it is. */
    NUMBER("number", null),
    /** A number, timespan or datetime, taken as it is. */
    SUMMABLE("summable", null),
    /** A number, timespan, datetime, string or bool, taken as it is. */
    ORDERABLE("orderable", null),
    /** Any scalar, taken as it is. */
    SCALAR("scalar", null),
    /** Any scalar but a dynamic one, taken as it is. */
    NOT_DYNAMIC("notdynamic", null),
    /** All arguments of this kind are converted to the one type that they have in common. */
    COMMON("T", null),
    /** {@code typeof(type)}. */
    TYPE("type", null);

    private final String text;
    private final KqlType type;

    ParameterKind(String text, KqlType type) {
        this.text = text;
        this.type = type;
    }

    /** The kind's spelling in a signature. */
    public String text() {
        return text;
    }

    /** The type that an argument is converted to, when there is just one. */
    public Optional<KqlType> type() {
        return Optional.ofNullable(type);
    }

    static ParameterKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter kind '" + text + "'"));
    }
}
