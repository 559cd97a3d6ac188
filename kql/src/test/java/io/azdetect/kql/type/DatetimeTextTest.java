package io.azdetect.kql.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeTextTest {
    /** The spellings of https://learn.microsoft.com/kusto/query/scalar-data-types/datetime, and what they mean. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2014-05-25T08:20:03.123456Z        | 2014-05-25T08:20:03.123456Z
            2014-05-25T08:20:03.123456         | 2014-05-25T08:20:03.123456Z
            2014-05-25T08:20                   | 2014-05-25T08:20:00Z
            2014-11-08 15:55:55.123456Z        | 2014-11-08T15:55:55.123456Z
            2014-11-08 15:55:55                | 2014-11-08T15:55:55Z
            2014-11-08 15:55                   | 2014-11-08T15:55:00Z
            2014-11-08                         | 2014-11-08T00:00:00Z
            Sat, 8 Nov 14 15:05:02 GMT         | 2014-11-08T15:05:02Z
            Sat, 8 Nov 14 15:05:02             | 2014-11-08T15:05:02Z
            Sat, 8 Nov 14 15:05                | 2014-11-08T15:05:00Z
            Sat, 08 Nov 2014 15:05:02 GMT      | 2014-11-08T15:05:02Z
            8 Nov 14 15:05 GMT                 | 2014-11-08T15:05:00Z
            Saturday, 08-Nov-14 15:05:02 GMT   | 2014-11-08T15:05:02Z
            08-Nov-14 15:05                    | 2014-11-08T15:05:00Z
            2014-11-08 15:05:25 GMT            | 2014-11-08T15:05:25Z
            2014-11-08T15:05 GMT               | 2014-11-08T15:05:00Z
            2014-11-08T15:05:25+02:00          | 2014-11-08T13:05:25Z
            2014-11-08T15:05:25.5-0330         | 2014-11-08T18:35:25.5Z
            2014-11-8 5:05                     | 2014-11-08T05:05:00Z
            2014/11/08                         | 2014-11-08T00:00:00Z
            11/8/2014 3:05:02 PM               | 2014-11-08T15:05:02Z
            12-02-2022                         | 2022-12-02T00:00:00Z
            11/8/2014 12:00 AM                 | 2014-11-08T00:00:00Z
            2024-05-01T12:00:00.1Z             | 2024-05-01T12:00:00.1Z
            2024-05-01T12:00:00.123456789Z     | 2024-05-01T12:00:00.1234567Z
            2024-02-29T00:00:00Z               | 2024-02-29T00:00:00Z
            """)
    void everySpellingIsRead(String text, Instant instant) {
        assertThat(DatetimeText.parse(text)).hasValue(Ticks.of(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2014",
                "2014-13-01",
                "2023-02-29",
                "2023-02-29T00:00:00Z",
                "2024-05-01T24:00:00Z",
                "2024-05-01T12:60:00Z",
                "2024-05-01T12:00:00.Z",
                "2024-05-01T12:00:00.1x",
                "0000-01-01",
                "2024-05-01 nonsense",
                "13/13/2014",
                "8 Xyz 14 15:05",
                "0001-01-01T00:00:00+01:00",
                "2024-05-01T12:00:00+99:00"
            })
    void otherTextIsNoDatetime(String text) {
        assertThat(DatetimeText.parse(text)).isEmpty();
    }

    @Test
    void aDatetimeIsPrintedWithSevenDigits() {
        assertThat(DatetimeText.format(Ticks.of(Instant.parse("2024-05-01T12:00:00.1234567Z"))))
                .isEqualTo("2024-05-01T12:00:00.1234567Z");
        assertThat(DatetimeText.format(0)).isEqualTo("0001-01-01T00:00:00.0000000Z");
        assertThat(DatetimeText.format(Ticks.MAX_DATETIME)).isEqualTo("9999-12-31T23:59:59.9999999Z");
    }

    @Property
    void whatIsPrintedIsReadAgain(@ForAll @LongRange(min = 0, max = Ticks.MAX_DATETIME) long datetime) {
        assertThat(DatetimeText.parse(DatetimeText.format(datetime))).hasValue(datetime);
        assertThat(Instant.parse(DatetimeText.format(datetime))).isEqualTo(Ticks.toInstant(datetime));
    }
}
