package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ResultJsonTest {
    static Object[] everyTypeHasItsForm() {
        return new Object[] {
            Arguments.of(KqlType.BOOL, true, "true"),
            Arguments.of(KqlType.INT, -1, "-1"),
            Arguments.of(KqlType.LONG, Long.MAX_VALUE, "9223372036854775807"),
            Arguments.of(KqlType.REAL, 1.5, "1.5"),
            Arguments.of(KqlType.REAL, Double.NaN, "\"NaN\""),
            Arguments.of(KqlType.REAL, Double.POSITIVE_INFINITY, "\"Infinity\""),
            Arguments.of(KqlType.REAL, Double.NEGATIVE_INFINITY, "\"-Infinity\""),
            Arguments.of(KqlType.DECIMAL, new BigDecimal("0.10"), "0.10"),
            Arguments.of(KqlType.STRING, "say \"hi\"", "\"say \\\"hi\\\"\""),
            Arguments.of(
                    KqlType.DATETIME,
                    Ticks.of(Instant.parse("2024-05-01T12:00:00.1234567Z")),
                    "\"2024-05-01T12:00:00.1234567Z\""),
            Arguments.of(KqlType.TIMESPAN, -(Ticks.PER_DAY + 1), "\"-1.00:00:00.0000001\""),
            Arguments.of(
                    KqlType.GUID,
                    UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642"),
                    "\"74be27de-1e4e-49d9-b579-fe0b331d3642\""),
            Arguments.of(KqlType.DYNAMIC, "{\"b\":[1,null]}", "{\"b\":[1,null]}"),
            Arguments.of(KqlType.LONG, null, "null")
        };
    }

    @ParameterizedTest
    @MethodSource
    void everyTypeHasItsForm(KqlType type, Object value, String json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            ResultJson.write(generator, type, value);
        }
        assertThat(text).hasToString(json);
    }
}
