package io.azdetect.engine.stage;

import io.azdetect.kql.plan.ScanSteps;
import io.azdetect.kql.plan.ScanSteps.Declared;
import io.azdetect.kql.plan.ScanSteps.Output;
import io.azdetect.kql.plan.ScanSteps.Step;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Runs rows through the steps of {@code scan}; remembers a row for each pair of steps, however long the input is. */
final class ScanRun implements StageProgram {
    private final ScanSteps scan;
    private final Calculator calculator;

    /** The sequence that each step has reached; null where it has none. */
    private final Sequence[] active;

    private Ready[] steps;
    private int[] source;
    private int width;
    private Object[][] blank;
    private RowWriter result;
    private long nextMatch;
    private long rowNumber;

    ScanRun(ScanSteps scan, Calculator calculator) {
        this.scan = scan;
        this.calculator = calculator;
        this.active = new Sequence[scan.steps().size()];
    }

    /** Rows that matched one step after another. */
    private static final class Sequence {
        private final long match;

        /** By step, the row that it remembers; of the steps not reached yet, blank ones. */
        private final Object[][] remembered;

        /** The last row of a series that goes into the result only when the series ends, and its number. */
        private Object[] pending;

        private long pendingNumber;

        Sequence(long match, Object[][] blank) {
            this.match = match;
            this.remembered = blank.clone();
        }
    }

    /** A step with its scalars ready. */
    private record Ready(Output output, StepScalar condition, List<Value> values) {}

    /** What a step puts at a place of a row. */
    private record Value(int place, StepScalar scalar) {}

    @Override
    public void run(List<RowReader> inputs, RowWriter writer) {
        RowReader rows = inputs.get(0);
        result = writer;
        prepare(rows);
        PartitionChange partition = new PartitionChange(rows, scan.partition());
        for (Object[] row = rows.next(); row != null; row = rows.next()) {
            if (partition.isNew(row)) {
                end();
                nextMatch = 0;
            }
            rowNumber++;
            for (int k = steps.length - 1; k >= 0; k--) {
                evaluate(k, row);
            }
            if (rowNumber % 1024 == 0) {
                result.check();
            }
        }
        end();
    }

    private void prepare(RowReader rows) {
        width = rows.columns().size();
        source = scan.source().stream().mapToInt(c -> rows.place(c.name())).toArray();
        Object[] nothing = new Object[width + scan.declared().size()];
        Map<String, StepScalar> columns = new HashMap<>();
        for (int i = 0; i < width; i++) {
            Column column = rows.columns().get(i);
            int place = i;
            nothing[i] = column.type() == KqlType.STRING ? "" : null;
            columns.put(column.name(), (row, remembered) -> row[place]);
            remember(column.name(), place, columns);
        }
        for (int i = 0; i < scan.declared().size(); i++) {
            Declared declared = scan.declared().get(i);
            nothing[width + i] = declared.fallback().value();
            remember(declared.column().name(), width + i, columns);
        }
        blank = new Object[scan.steps().size()][];
        Arrays.fill(blank, nothing);
        StepScalars scalars = new StepScalars(columns, calculator);
        List<String> places = Stream.concat(
                        rows.columns().stream(), scan.declared().stream().map(Declared::column))
                .map(Column::name)
                .toList();
        steps = scan.steps().stream().map(step -> ready(step, scalars, places)).toArray(Ready[]::new);
    }

    private void remember(String column, int place, Map<String, StepScalar> columns) {
        for (int k = 0; k < scan.steps().size(); k++) {
            int step = k;
            columns.put(scan.steps().get(k).remembered(column), (row, remembered) -> remembered[step][place]);
        }
    }

    private Ready ready(Step step, StepScalars scalars, List<String> places) {
        List<Value> values = step.assignments().stream()
                .filter(a -> places.contains(a.column().name()))
                .map(a -> new Value(places.indexOf(a.column().name()), scalars.of(a.value())))
                .toList();
        return new Ready(step.output(), scalars.of(step.condition()), values);
    }

    /** The two checks of Kusto's documentation: whether the row carries the step before on, then whether it goes on here. */
    private void evaluate(int k, Object[] row) {
        Sequence before = k == 0 ? null : active[k - 1];
        if (before != null && matches(k, row, before.remembered)) {
            emitPending(active[k]);
            emitPending(before);
            active[k - 1] = null;
            active[k] = before;
            match(k, row, before);
            return;
        }
        Sequence here = active[k];
        if (here != null && matches(k, row, here.remembered)) {
            match(k, row, here);
        } else if (here == null && k == 0 && matches(k, row, blank)) {
            active[0] = new Sequence(nextMatch++, blank);
            match(0, row, active[0]);
        }
    }

    private boolean matches(int k, Object[] row, Object[][] remembered) {
        return Boolean.TRUE.equals(steps[k].condition().of(row, remembered));
    }

    private void match(int k, Object[] row, Sequence sequence) {
        Ready step = steps[k];
        Object[] extended = Arrays.copyOf(row, width + scan.declared().size());
        System.arraycopy(blank[k], width, extended, width, scan.declared().size());
        for (Value value : step.values()) {
            extended[value.place] = value.scalar.of(row, sequence.remembered);
        }
        sequence.remembered[k] = extended;
        switch (step.output()) {
            case ALL -> result.add(output(extended, sequence));
            case LAST -> {
                sequence.pending = output(extended, sequence);
                sequence.pendingNumber = rowNumber;
            }
            case NONE -> {}
        }
    }

    private Object[] output(Object[] extended, Sequence sequence) {
        Object[] row = new Object[scan.columns().size()];
        for (int i = 0; i < source.length; i++) {
            row[i] = extended[source[i]];
        }
        System.arraycopy(extended, width, row, source.length, scan.declared().size());
        if (scan.matchId().isPresent()) {
            row[row.length - 1] = sequence.match;
        }
        return row;
    }

    private void emitPending(Sequence sequence) {
        if (sequence != null && sequence.pending != null) {
            result.add(sequence.pending);
            sequence.pending = null;
        }
    }

    /** The end of the rows, or of a partition's: series that are still going on end, too. */
    private void end() {
        Arrays.stream(active)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(s -> s.pendingNumber))
                .forEach(this::emitPending);
        Arrays.fill(active, null);
    }
}
