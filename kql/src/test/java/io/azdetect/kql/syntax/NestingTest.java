package io.azdetect.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestingTest {
    private static final int MANY = 10_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "f(", "[", "a[", "dynamic([", "dynamic({'a':", "x in (", "toscalar(print ", "-(", "T|join ("
            })
    void nestingWithoutEndIsRefused(String opening) {
        assertThat(outcome("print " + opening.repeat(MANY))).isIn(Code.TOO_COMPLEX, Code.SYNTAX);
    }

    @Test
    void balancedBracketsAreTooComplex() {
        assertThat(outcome("print " + "(".repeat(MANY) + "1" + ")".repeat(MANY)))
                .isEqualTo(Code.TOO_COMPLEX);
    }

    @Test
    void fewerBracketsAreRead() {
        assertThat(outcome("print " + "(".repeat(90) + "1" + ")".repeat(90))).isNull();
        assertThat(outcome("print " + "f(".repeat(90) + "1" + ")".repeat(90))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {" + a", ".a", "[0]", " | take 1"})
    void longChainsThatMakeADeepTreeAreTooComplex(String link) {
        assertThat(outcome("T" + link.repeat(MANY))).isEqualTo(Code.TOO_COMPLEX);
        assertThat(outcome("T" + link.repeat(200))).isNull();
    }

    @Test
    void deepChainsInBracketsCountTogether() {
        String chain = "(".repeat(50) + "a" + (" + a".repeat(30) + ")").repeat(50);

        assertThat(outcome("print " + chain)).isEqualTo(Code.TOO_COMPLEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {" or a == 1", " and a has 'x'"})
    void aFlatListOfTermsIsNoDepth(String link) {
        assertThat(outcome("T | where a" + link.repeat(MANY))).isNull();
    }

    @Test
    void longListsAreNoDepth() {
        assertThat(outcome("T | where a in (1" + ", 1".repeat(MANY) + ") | project a" + ", a".repeat(MANY)))
                .isNull();
        assertThat(outcome("let a = 1;".repeat(MANY) + "T")).isNull();
    }

    /** The code of the refusal, or null when the text is read, on a thread with the smallest usual stack. */
    private static Code outcome(String kql) {
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        SyntaxPrinter.print(KqlParser.parse(kql));
                    } catch (KqlException e) {
                        outcome.set(e.diagnostic().code());
                    } catch (StackOverflowError e) {
                        outcome.set(e);
                    }
                },
                "small stack",
                512 * 1024);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return outcome.get() instanceof Error overflow ? fail(overflow) : (Code) outcome.get();
    }
}
