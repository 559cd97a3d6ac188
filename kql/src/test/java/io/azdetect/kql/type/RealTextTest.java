package io.azdetect.kql.type;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealTextTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0,                   0.0
            -0.0,                -0.0
            1,                   1.0
            -42,                 -42.0
            0.75,                0.75
            0.1,                 0.1
            1.5707963267948966,  1.5707963267948966
            0.0001,              0.0001
            0.00001,             1E-05
            2.20904969985854E-05, 2.20904969985854E-05
            123456789012345,     123456789012345.0
            1E15,                1E+15
            1e100,               1E+100
            2E23,                2E+23
            NaN,                 NaN
            -Infinity,           -Infinity
            """)
    void aRealHasTheFewestDigitsThatTellItApart(double value, String text) {
        assertThat(RealText.format(value)).isEqualTo(text);
    }

    @Property
    void whatIsPrintedIsReadAgain(@ForAll double value) {
        assertThat(Double.parseDouble(RealText.format(value))).isEqualTo(value);
    }
}
