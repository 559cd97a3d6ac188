package io.azdetect.engine.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.syntax.KqlParser;
import io.azdetect.kql.syntax.SyntaxPrinter;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Queries that say one thing in two ways have one answer. */
final class QueryLawProperties {
    private static NaiveComparison comparison;

    @BeforeContainer
    static void open() {
        comparison = new NaiveComparison();
    }

    @AfterContainer
    static void close() {
        comparison.close();
    }

    @Property(tries = 100)
    void aFilterAfterAFilterIsOneOfBoth(@ForAll("choices") List<Integer> numbers) {
        Sample sample = new Sample(numbers);
        String one = sample.predicate();
        String other = sample.predicate();
        assertSame(
                sample.table + " | where " + one + " | where " + other,
                sample.table + " | where " + one + " and " + other);
    }

    @Property(tries = 100)
    void whatAFilterTakesAndWhatItLeavesIsEverything(@ForAll("choices") List<Integer> numbers) {
        Sample sample = new Sample(numbers);
        String predicate = sample.predicate();
        assertSame(
                sample.table,
                "union (T | where P), (T | where not(P)), (T | where isnull(P))"
                        .replace("T", sample.table)
                        .replace("P", predicate));
    }

    @Property(tries = 50)
    void projectingAllColumnsChangesNothing(@ForAll("choices") List<Integer> numbers) {
        String query = new SampleQueries(new Choices(numbers), comparison.naive()).next();
        String columns = comparison.answer(query).columns().stream()
                .map(c -> SampleExpressions.name(c.name()))
                .collect(Collectors.joining(", "));
        assertSame(query, query + "\n| project " + columns);
    }

    @Property(tries = 50)
    void aColumnThatComesAndGoesChangesNothing(@ForAll("choices") List<Integer> numbers) {
        Sample sample = new Sample(numbers);
        assertSame(sample.table, sample.table + " | extend extra = " + sample.predicate() + " | project-away extra");
    }

    @Property(tries = 50)
    void theSidesOfAUnionMayChangePlaces(@ForAll("choices") List<Integer> numbers) {
        Sample sample = new Sample(numbers);
        String one = "(" + sample.table + " | where " + sample.predicate() + ")";
        String other = "(" + sample.other + " | where " + sample.predicate() + ")";
        assertSame("union " + one + ", " + other, "union " + other + ", " + one);
    }

    @Property(tries = 50)
    void aggregatesByNothingAreThoseByAConstant(@ForAll("choices") List<Integer> numbers) {
        Sample sample = new Sample(numbers);
        String rows = "(" + sample.table + " | union T1)"; // never empty: by a key there is no row of no rows
        String aggregates = "summarize n = count(), a = sum(i), b = max(s), c = countif(" + sample.predicate() + ")";
        assertSame(rows + " | " + aggregates, rows + " | " + aggregates + " by key = 1 | project-away key");
    }

    @Property(tries = 50)
    void theRowsWithAPartnerAndThoseWithoutAreAll(@ForAll("choices") List<Integer> numbers) {
        Sample sample = new Sample(numbers);
        String key = sample.choices.of("l", "i", "s", "t", "b", "g", "p");
        String join = sample.table + " | join kind=left%s (" + sample.other + ") on " + key;
        assertSame(sample.table, "union (" + String.format(join, "semi") + "), (" + String.format(join, "anti") + ")");
    }

    @Property(tries = 50)
    void topIsTheFirstOfTheSortedRows(@ForAll("choices") List<Integer> numbers) {
        Sample sample = new Sample(numbers);
        String ways = sample.choices.of("", " asc", " desc nulls first");
        String key = "id * 0 + " + sample.choices.of("id", "-id");
        assertSame(sample.table + " | top 3 by " + key + ways, sample.table + " | sort by " + key + ways + " | take 3");
    }

    @Property(tries = 50)
    void distinctRowsStayWhenAskedForAgain(@ForAll("choices") List<Integer> numbers) {
        Sample sample = new Sample(numbers);
        String once = sample.table + " | project x = " + sample.predicate() + ", s, i | distinct *";
        assertSame(once, once + " | distinct *");
        assertSame(once, once.replace("distinct *", "summarize by x, s, i"));
    }

    @Property(tries = 100)
    void aQueryReadsTheSameHoweverItIsLaidOut(@ForAll("choices") List<Integer> numbers) {
        String query = new SampleQueries(new Choices(numbers), comparison.naive()).next();
        String spread = query.replace("\n| ", "\n// it's | a \"note\"\n\t|\r\n  ") + "  ;\n// the end";
        assertThat(SyntaxPrinter.print(KqlParser.parse(spread))).isEqualTo(SyntaxPrinter.print(KqlParser.parse(query)));
    }

    private static void assertSame(String query, String other) {
        NaiveComparison.assertEqual(
                query + "\nand\n" + other, comparison.answer(query), comparison.answer(other), false);
    }

    /** Two tables, and predicates over either. */
    private static final class Sample {
        final Choices choices;
        final String table;
        final String other;

        Sample(List<Integer> numbers) {
            choices = new Choices(numbers);
            table = "T" + choices.below(10);
            other = "T" + choices.below(10);
        }

        String predicate() {
            return new SampleExpressions(choices, SampleTables.COLUMNS).of(KqlType.BOOL);
        }
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Choices.samples();
    }
}
