package io.azdetect.kql.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.type.KqlType;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static List<String> filled(String signature, int count) {
        return Signature.parse(signature)
                .match(count)
                .map(parameters ->
                        parameters.stream().map(Signature.Parameter::name).toList())
                .orElse(null);
    }

    @Test
    void optionalParametersMayBeLeftOutFromTheEnd() {
        String signature = "substring(source: text, start: long, [length: long]): string";

        assertThat(filled(signature, 1)).isNull();
        assertThat(filled(signature, 2)).containsExactly("source", "start");
        assertThat(filled(signature, 3)).containsExactly("source", "start", "length");
        assertThat(filled(signature, 4)).isNull();
    }

    @Test
    void aRepeatedParameterTakesAllThatIsLeftAndAtLeastOne() {
        assertThat(filled("strcat_delim(delimiter: text, value: text...): string", 1))
                .isNull();
        assertThat(filled("strcat_delim(delimiter: text, value: text...): string", 3))
                .containsExactly("delimiter", "value", "value");
    }

    @Test
    void aGroupRepeatsTogether() {
        String signature = "case((condition: bool, then: T)..., else: T): T";

        assertThat(filled(signature, 3)).containsExactly("condition", "then", "else");
        assertThat(filled(signature, 5)).containsExactly("condition", "then", "condition", "then", "else");
        assertThat(filled(signature, 2)).isNull();
        assertThat(filled(signature, 4)).isNull();
    }

    @Test
    void aRepeatedParameterLeavesWhatTheRequiredOnesBehindItNeed() {
        assertThat(filled("array_sort_asc(array: array..., nulls_last: bool): (sorted: dynamic...)", 3))
                .containsExactly("array", "array", "nulls_last");
    }

    @Test
    void aResultInParenthesesNamesSeveralColumns() {
        Signature signature = Signature.parse("series_stats(series: array): (min: real, min_idx: long)");

        assertThat(signature.columns())
                .containsExactly(
                        new Signature.ResultColumn("min", KqlType.REAL, false),
                        new Signature.ResultColumn("min_idx", KqlType.LONG, false));
        assertThat(Signature.parse("strlen(text: text): long").columns()).isEmpty();
        assertThatThrownBy(() -> Signature.parse("f(x: long): (real)")).hasMessageContaining("not a result column");
    }

    @Test
    void nonsenseIsNoSignature() {
        assertThatThrownBy(() -> Signature.parse("f(x) string")).hasMessageContaining("not a signature");
        assertThatThrownBy(() -> Signature.parse("f(x: nonsense): string")).hasMessageContaining("nonsense");
    }

    @Test
    void everyFunctionIsDeclaredWithAnExample() {
        assertThat(ScalarFunctions.all()).hasSizeGreaterThan(150).allSatisfy(function -> {
            assertThat(function.documentation()).matches(".*[.…]");
            assertThat(function.example()).isNotBlank();
        });
    }
}
