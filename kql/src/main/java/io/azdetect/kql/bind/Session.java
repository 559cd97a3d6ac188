package io.azdetect.kql.bind;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.ColumnPruning;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What one compilation gathers and bounds, shared by all its binders. */
final class Session {
    /** Functions that call functions multiply; past this many expressions a query is refused, not expanded. */
    private static final int MOST_EXPRESSIONS = 200_000;

    private static final int DEEPEST_CALL = 64;

    final CompileOptions options;
    final Set<String> tables = new LinkedHashSet<>();
    private Optional<String> render = Optional.empty();
    private final Map<String, Scalar> settings = new HashMap<>();
    private boolean readsClock;
    private int shared;
    private int columnNumber;
    private int expressions;
    private int callDepth;
    private final Deque<Statement.LetFunction> bodies = new ArrayDeque<>();

    final Problems problems;
    final QuerySize size = new QuerySize();

    Session(CompileOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /** The query's instant as a datetime; asking for it makes the answer depend on the clock. */
    Scalar now(Span span) {
        readsClock = true;
        return options.openClock()
                ? new Scalar.Call("now", List.of(), KqlType.DATETIME, span)
                : new Scalar.Constant(KqlType.DATETIME, Ticks.of(options.now()));
    }

    boolean readsClock() {
        return readsClock;
    }

    Optional<String> render() {
        return render;
    }

    void render(Optional<String> visualization) {
        render = visualization;
    }

    /** What {@code set} says of an option; empty without it. */
    Optional<Scalar> option(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    void set(String name, Scalar value) {
        settings.put(name, value);
    }

    /** A plan's rows, found while compiling; empty where there is no way to look. */
    Optional<List<Object[]>> probe(Plan plan) {
        return options.probe().map(probe -> probe.rows(ColumnPruning.prune(plan)));
    }

    String nextSharedId(String name) {
        shared++;
        return name + "_" + shared;
    }

    /** Numbers the columns that nothing else gives a name. */
    int nextColumnNumber() {
        columnNumber++;
        return columnNumber;
    }

    void countExpression(Span span) {
        expressions++;
        if (expressions > MOST_EXPRESSIONS) {
            throw new KqlException(
                    Code.TOO_COMPLEX,
                    "the query grows past " + MOST_EXPRESSIONS + " expressions; call fewer functions inside functions",
                    span);
        }
    }

    void enterCall(Span span) {
        callDepth++;
        if (callDepth > DEEPEST_CALL) {
            throw new KqlException(
                    Code.TOO_COMPLEX, "functions call functions more than " + DEEPEST_CALL + " deep", span);
        }
    }

    void leaveCall() {
        callDepth--;
    }

    /**
     * Looks at the body of a function.
     *
     * @param call where the function is called
     * @throws KqlException if the body calls the function, be it by way of others: as only stored functions can
     */
    <T> T inBody(Statement.LetFunction function, Span call, Supplier<T> work) {
        if (bodies.contains(function)) {
            List<String> names = new ArrayList<>(List.of(function.name().text()));
            for (Statement.LetFunction caller : bodies) {
                names.add(caller.name().text());
                if (caller.equals(function)) {
                    break;
                }
            }
            Collections.reverse(names);
            throw new KqlException(
                    Code.TOO_COMPLEX,
                    "'" + function.name() + "' calls itself (" + String.join(" → ", names) + "), which no function can",
                    call);
        }
        bodies.push(function);
        try {
            return work.get();
        } finally {
            bodies.pop();
        }
    }
}
