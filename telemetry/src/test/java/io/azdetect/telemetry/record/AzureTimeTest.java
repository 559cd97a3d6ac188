package io.azdetect.telemetry.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.type.Ticks;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AzureTimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-05-01T12:34:56.1234567Z | 2024-05-01T12:34:56.123456700Z",
                "2024-05-01T12:34:56.123456789Z | 2024-05-01T12:34:56.123456700Z",
                "2007-01-09T09:41:00 | 2007-01-09T09:41:00Z",
                "2007-01-09T09:41:00.992099+00:00 | 2007-01-09T09:41:00.992099Z",
                "2007-01-09T11:41:00+02:00 | 2007-01-09T09:41:00Z",
                "2007-01-09 09:41:00-0130 | 2007-01-09T11:11:00Z",
                "2007-01-09T09:41Z | 2007-01-09T09:41:00Z",
                "2007-01-09 | 2007-01-09T00:00:00Z",
                "01/09/2007 09:41:00 | 2007-01-09T09:41:00Z",
                "1/9/2007 9:41:00 PM | 2007-01-09T21:41:00Z",
                "1/9/2007 12:41:00 AM | 2007-01-09T00:41:00Z",
                "1/9/2007, 12:41:00.250 PM | 2007-01-09T12:41:00.250Z",
                "1/9/2007 10:41:00 AM +01:00 | 2007-01-09T09:41:00Z",
                "/Date(1571875726123)/ | 2019-10-24T00:08:46.123Z",
            })
    void readsTheTimesThatAzureWrites(String text, Instant expected) {
        assertThat(AzureTime.parse(text)).as(text).isEqualTo(Ticks.of(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-13-01T00:00:00Z",
                "2024-02-30T00:00:00Z",
                "2024-05-01T25:00:00Z",
                "2024-05-01T00:00:00.Z",
                "2024-05-01T00:00:00 CET",
                "31/12/2024 10:00:00",
                "2024-05-01T00:00:540000Z",
                "10000-01-01T00:00:00Z",
                "2024-05-01T00:00:00+99:00"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(AzureTime.parse(text)).as(text).isEqualTo(AzureTime.NO_TIME);
    }

    @Property
    void readsEveryInstantBackExactly(@ForAll @LongRange(min = 0, max = Ticks.MAX_DATETIME) long ticks) {
        assertThat(AzureTime.parse(Ticks.toInstant(ticks).toString())).isEqualTo(ticks);
    }
}
