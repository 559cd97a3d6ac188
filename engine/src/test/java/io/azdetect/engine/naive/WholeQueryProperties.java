package io.azdetect.engine.naive;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import java.util.List;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The engine answers as the naive one does. */
final class WholeQueryProperties {
    private static NaiveComparison comparison;

    @BeforeContainer
    static void open() {
        comparison = new NaiveComparison();
    }

    @AfterContainer
    static void close() {
        comparison.close();
    }

    @Property(tries = 500, afterFailure = AfterFailureMode.SAMPLE_ONLY)
    void theAnswerIsTheNaiveOne(@ForAll("choices") List<Integer> numbers) {
        SampleQueries queries = new SampleQueries(new Choices(numbers), comparison.naive());
        String query = queries.next();
        try {
            comparison.assertAnswersAgree(query, queries.isSettled());
        } catch (KqlException e) {
            refusal(query, e);
        }
    }

    /** Decimals of more digits than are kept, and multiples below the least number: no answer, and no wrong one. */
    private static void refusal(String query, KqlException e) {
        if (e.diagnostic().code() != Code.RUNTIME || !e.getMessage().matches("(?s).*(decimal|INT128).*")) {
            throw new AssertionError(e.getMessage() + " in\n" + query, e);
        }
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Choices.samples();
    }
}
