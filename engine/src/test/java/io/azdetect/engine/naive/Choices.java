package io.azdetect.engine.naive;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/**
 * A row of numbers that says which way is gone wherever there is a choice. When it is at its end the first way is gone, so a
 * shorter row, and one of smaller numbers, makes a simpler sample: that is how samples shrink.
 */
final class Choices {
    private final List<Integer> numbers;
    private int next;

    Choices(List<Integer> numbers) {
        this.numbers = numbers;
    }

    /** Rows of up to 120 numbers, each of which is as good for one number of ways as for another. */
    static Arbitrary<List<Integer>> samples() {
        return Arbitraries.integers()
                .between(0, 27_719)
                .withDistribution(RandomDistribution.uniform())
                .list()
                .ofMaxSize(120)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** A number from 0 to below the bound. */
    int below(int bound) {
        return next < numbers.size() ? numbers.get(next++) % bound : 0;
    }

    boolean yes() {
        return below(2) == 1;
    }

    <T> T of(List<T> ways) {
        return ways.get(below(ways.size()));
    }

    @SafeVarargs
    final <T> T of(T... ways) {
        return ways[below(ways.length)];
    }
}
