package io.azdetect.kql.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> NAMES =
            List.of("where", "Caller", "CallerIpAddress", "OperationName", "id", "in");

    @ParameterizedTest
    @CsvSource({
        "wehre, where",
        "wher, where",
        "caller, Caller",
        "CallerIPAddres, CallerIpAddress",
        "OperatoinName, OperationName",
        "WHERE, where"
    })
    void aSlipIsRecognised(String name, String meant) {
        assertThat(Suggestion.nearest(name, NAMES)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "Level", "callback", "summarize"})
    void aDifferentNameIsNoSlip(String name) {
        assertThat(Suggestion.nearest(name, NAMES)).isEmpty();
    }

    @Test
    void theSameNameIsNoSuggestion() {
        assertThat(Suggestion.nearest("Caller", List.of("Caller"))).isEmpty();
    }

    @Test
    void caseCountsLessThanALetter() {
        assertThat(Suggestion.nearest("abcd", List.of("abce", "ABCD"))).hasValue("ABCD");
    }
}
