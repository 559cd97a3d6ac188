package io.azdetect.kql.type;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimespanTextTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            1.02:03:04.5,        937845000000
            02:03:04,            73840000000
            00:00:00.0000001,    1
            -00:00:01,           -10000000
            01:30,               54000000000
            1d,                  864000000000
            1.5h,                54000000000
            15 seconds,          150000000
            2,                   1728000000000
            3ms,                 30000
            """)
    void everySpellingIsRead(String text, long ticks) {
        assertThat(TimespanText.parse(text)).hasValue(ticks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1w", "24:00:00", "00:60:00", "1.00:00:60", "d", "1:2:3:4:5", "99999999999d"})
    void otherTextIsNoTimespan(String text) {
        assertThat(TimespanText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,                       00:00:00
            1,                       00:00:00.0000001
            -10000000,               -00:00:01
            937845000000,            1.02:03:04.5000000
            -9223372036854775808,    -10675199.02:48:05.4775808
            """)
    void aTimespanIsPrintedWithDaysAndFractionsOnlyWhenItHasThem(long ticks, String text) {
        assertThat(TimespanText.format(ticks)).isEqualTo(text);
    }

    @Property
    void whatIsPrintedIsReadAgain(
            @ForAll @LongRange(min = -Long.MAX_VALUE / 2, max = Long.MAX_VALUE / 2) long timespan) {
        assertThat(TimespanText.parse(TimespanText.format(timespan))).hasValue(timespan);
    }
}
