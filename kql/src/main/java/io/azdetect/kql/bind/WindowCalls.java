package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.function.WindowFunctions;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Program;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.plan.SessionStarts;
import io.azdetect.kql.plan.WindowCall;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The window functions in the expressions of one operator, and {@code ingestion_time()}: each becomes a column of the
 * operator's input, which nobody else can name.
 */
final class WindowCalls {
    private final Plan input;
    private final List<Step> steps = new ArrayList<>();
    private int count;
    private Plan withIngestion;

    WindowCalls(Plan input) {
        this.input = input;
    }

    /** Columns that are computed in one go, and where they come from: window functions, or one session function. */
    private record Step(List<Plan.WindowColumn> windows, Session session) {}

    /** A call of {@code row_window_session}: the scalars that it reads, in the order of its arguments, and its column. */
    private record Session(List<Scalar> arguments, Column result) {}

    /** A row of a plan: of the operator's input, whose window functions come here, or of another, which can have none. */
    Row row(Plan plan) {
        return plan == input ? new Row(plan.columns(), this) : new Row(plan.columns());
    }

    /** Binds a call over a row of the operator's input; the scalar that comes back stands for its result. */
    Scalar bind(Expression.Call call, ScalarBinder row) {
        String name = call.function().text();
        if (!RowOrder.isSettled(input)) {
            throw unsettled(call);
        }
        List<Scalar> arguments =
                call.arguments().stream().map(a -> row.bind(a.value())).toList();
        FunctionCalls.Match match = FunctionCalls.Match.of(
                name, WindowFunctions.named(name).orElseThrow().signatures(), arguments, call);
        List<Scalar> bound = match.arguments();
        return switch (name) {
            case "row_number" -> add(new WindowCall.RowNumber(start(call, bound), restart(bound, 1)));
            case "row_cumsum" -> add(new WindowCall.RunningSum(bound.get(0), restart(bound, 1)));
            case "row_rank_dense" -> add(new WindowCall.Rank(bound.get(0), true, restart(bound, 1)));
            case "row_rank_min" -> add(new WindowCall.Rank(bound.get(0), false, restart(bound, 1)));
            case "prev" -> add(neighbour(call, bound, -1));
            case "next" -> add(neighbour(call, bound, 1));
            case "row_window_session" -> addSession(bound);
            default -> throw new IllegalStateException("no binding for " + name);
        };
    }

    /** The scalar that stands for when a row of the operator's input came. */
    Scalar ingestionTime(Span call) {
        if (withIngestion == null) {
            withIngestion = IngestionTimes.added(input, call);
        }
        return reference(IngestionTimes.COLUMN);
    }

    static KqlException unsettled(Expression.Call call) {
        return new KqlException(
                Code.BAD_ARGUMENTS,
                "'" + call.function()
                        + "' needs rows in a settled order, which Kusto calls serialized: put 'sort by' or"
                        + " 'serialize' before",
                call.span());
    }

    private static long start(Expression.Call call, List<Scalar> arguments) {
        return arguments.isEmpty() ? 1 : constant(call, arguments.get(0), "start");
    }

    private static Optional<Scalar> restart(List<Scalar> arguments, int place) {
        return arguments.stream()
                .skip(place)
                .findFirst()
                .filter(r -> !(r instanceof Scalar.Constant constant) || Boolean.TRUE.equals(constant.value()));
    }

    private static WindowCall neighbour(Expression.Call call, List<Scalar> arguments, int direction) {
        Scalar value = arguments.get(0);
        if (!(value instanceof Scalar.ColumnReference)) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "'" + call.function() + "' takes a column; compute the value with 'extend' before",
                    call.arguments().get(0).value().span());
        }
        long offset = arguments.size() < 2 ? 1 : constant(call, arguments.get(1), "offset");
        if (offset < 0) {
            throw ScalarBinder.unsupported(
                    call.function() + " with a negative offset",
                    call.arguments().get(1).value().span());
        }
        Scalar fallback = arguments.size() < 3
                ? new Scalar.Constant(value.type(), value.type() == KqlType.STRING ? "" : null)
                : fallback(call, value.type(), arguments.get(2));
        return new WindowCall.Neighbour(value, direction * offset, fallback);
    }

    private static Scalar fallback(Expression.Call call, KqlType type, Scalar given) {
        boolean fits = type == KqlType.DYNAMIC
                || Conversions.common(type, given.type()).isPresent();
        if (!fits) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "the column is " + type.kustoName() + ", so its default cannot be "
                            + given.type().kustoName(),
                    call.arguments().get(2).value().span());
        }
        return Conversions.to(type, given, call.arguments().get(2).value().span());
    }

    private static long constant(Expression.Call call, Scalar argument, String what) {
        if (argument instanceof Scalar.Constant constant && constant.value() instanceof Number number) {
            return number.longValue();
        }
        throw new KqlException(
                Code.NOT_CONSTANT, "the " + what + " of '" + call.function() + "' has to be a constant", call.span());
    }

    private Scalar add(WindowCall call) {
        Column column = newColumn(call.type());
        int step = stepBehind(call.arguments());
        while (step < steps.size() && steps.get(step).session() != null) {
            step++;
        }
        if (step == steps.size()) {
            steps.add(new Step(new ArrayList<>(), null));
        }
        steps.get(step).windows().add(new Plan.WindowColumn(column, call));
        return reference(column);
    }

    private Scalar addSession(List<Scalar> arguments) {
        List<Scalar> complete = new ArrayList<>(arguments);
        if (complete.size() == 3) {
            complete.add(new Scalar.Constant(KqlType.BOOL, false));
        }
        Column column = newColumn(KqlType.DATETIME);
        steps.add(new Step(List.of(), new Session(complete, column)));
        return reference(column);
    }

    private Column newColumn(KqlType type) {
        return new Column("$window" + count++, type);
    }

    /** The number of steps that have to be over before the scalars can be computed. */
    private int stepBehind(List<Scalar> scalars) {
        int behind = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean read = step.session() != null
                    ? reads(scalars, step.session().result())
                    : step.windows().stream().anyMatch(w -> reads(scalars, w.column()));
            behind = read ? i + 1 : behind;
        }
        return behind;
    }

    private static boolean reads(List<Scalar> scalars, Column column) {
        return scalars.stream().anyMatch(scalar -> reads(scalar, column));
    }

    private static boolean reads(Scalar scalar, Column column) {
        if (scalar instanceof Scalar.ColumnReference reference) {
            return reference.name().equals(column.name());
        }
        if (scalar instanceof Scalar.MemberOf member) {
            return reads(member.value(), column);
        }
        return scalar instanceof Scalar.Call call && reads(call.arguments(), column);
    }

    private static Scalar reference(Column column) {
        return new Scalar.ColumnReference(column);
    }

    /** The operator's plan, over its input with the columns of the window functions. */
    Plan under(Plan operator) {
        if (steps.isEmpty() && withIngestion == null) {
            return operator;
        }
        Plan extended = replaced(operator, computed());
        return extended.columns().equals(operator.columns()) ? extended : only(extended, operator.columns());
    }

    private Plan computed() {
        Plan plan = withIngestion == null ? input : withIngestion;
        for (Step step : steps) {
            plan = step.session() == null
                    ? new Plan.Window(plan, step.windows(), List.of())
                    : sessions(plan, step.session());
        }
        return plan;
    }

    private Plan sessions(Plan plan, Session session) {
        List<Plan.Assignment> assignments = new ArrayList<>();
        plan.columns().forEach(c -> assignments.add(new Plan.Assignment(c, reference(c))));
        List<Column> columns = new ArrayList<>(plan.columns());
        List<String> names = new ArrayList<>();
        for (Scalar argument : session.arguments()) {
            Column column = new Column(session.result().name() + " " + names.size(), argument.type());
            assignments.add(new Plan.Assignment(column, argument));
            columns.add(column);
            names.add(column.name());
        }
        columns.add(session.result());
        Program program = new SessionStarts(names.get(0), names.get(1), names.get(2), names.get(3), List.of());
        return new Plan.Stage(List.of(new Plan.Project(plan, assignments)), program, columns);
    }

    private Plan replaced(Plan plan, Plan computed) {
        if (plan == input) {
            return computed;
        }
        return plan.inputs().isEmpty()
                ? plan
                : plan.withInputs(
                        plan.inputs().stream().map(i -> replaced(i, computed)).toList());
    }

    private static Plan only(Plan plan, List<Column> columns) {
        return new Plan.Project(
                plan,
                columns.stream().map(c -> new Plan.Assignment(c, reference(c))).toList());
    }
}
