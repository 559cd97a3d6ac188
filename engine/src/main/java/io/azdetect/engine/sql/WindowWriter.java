package io.azdetect.engine.sql;

import io.azdetect.engine.sql.Select.OrderKey;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.plan.WindowCall;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes window functions over the order that the rows have (docs/decisions/0005).
 *
 * <p>The row's number in that order is the order from here on: keys may be equal in several rows, and all that reads these
 * rows has to see them in the same one.
 */
final class WindowWriter {
    private static final String SO_FAR = " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

    /** What the hidden column is about that has the row's number among all rows. */
    private static final String POSITION = "position";

    /** The same for its number within its partition. */
    private static final String NUMBER = "number";

    private final Dialect dialect;
    private final ScalarWriter scalars;
    private final Plan.Window window;
    private final Map<String, Fragment> hidden = new LinkedHashMap<>();

    /** The hidden columns that restarts and changes of terms have, by what they are about. */
    private final Map<Object, String> names = new LinkedHashMap<>();

    private List<String> partition;
    private List<OrderKey> order;

    WindowWriter(Dialect dialect, ScalarWriter scalars, Plan.Window window) {
        this.dialect = dialect;
        this.scalars = scalars;
        this.window = window;
    }

    /** The scalars that are computed over the input's row. */
    static List<Scalar> arguments(Plan.Window window) {
        return Stream.concat(
                        window.windows().stream().flatMap(w -> w.call().arguments().stream()),
                        window.partition().stream())
                .toList();
    }

    /** @param input rows whose order is known by keys that are columns or scalars over them, not window functions */
    Select write(Select input) {
        partition = window.partition().stream()
                .map(p -> scalars.value(p, input.values()).operand())
                .toList();
        order = List.copyOf(input.rowOrder());
        Fragment position = Fragment.call("row_number() OVER (ORDER BY " + sorted() + ")");
        if (window.windows().stream().noneMatch(w -> needsHidden(w.call()))) {
            return result(input, position);
        }
        return second(first(input, position));
    }

    private static boolean needsHidden(WindowCall call) {
        return call instanceof WindowCall.Rank || restart(call) != null;
    }

    private static Scalar restart(WindowCall call) {
        if (call instanceof WindowCall.RowNumber number) {
            return number.restart().orElse(null);
        }
        if (call instanceof WindowCall.RunningSum sum) {
            return sum.restart().orElse(null);
        }
        return call instanceof WindowCall.Rank rank ? rank.restart().orElse(null) : null;
    }

    /** What the second select divides and counts by: the number of restarts so far, and where terms change. */
    private Select first(Select input, Fragment position) {
        Map<String, Fragment> scope = input.values();
        for (Plan.WindowColumn column : window.windows()) {
            Scalar restart = restart(column.call());
            if (restart != null && !names.containsKey(restart)) {
                String condition = scalars.truth(restart, scope).text();
                hide(restart, over("count(*) FILTER (WHERE " + condition + ")", List.of(), SO_FAR));
            }
            if (column.call() instanceof WindowCall.Rank rank && !names.containsKey(rank)) {
                hide(rank, change(rank, scope));
            }
        }
        hide(POSITION, position);
        if (!partition.isEmpty()) {
            hide(NUMBER, over("row_number()", List.of(), ""));
        }
        hidden.forEach((name, value) -> input.column(new Column(name, KqlType.LONG), value));
        input.order(List.of(new OrderKey(position, true, false, false)));
        input.windowed();
        return SqlWriter.wrap(input, dialect);
    }

    private void hide(Object about, Fragment value) {
        String name = "$" + hidden.size();
        names.put(about, name);
        hidden.put(name, value);
    }

    /** Whether a row begins a run of rows with one term, the first of all and restarts aside. */
    private Fragment change(WindowCall.Rank rank, Map<String, Fragment> scope) {
        String term = scalars.value(rank.term(), scope).operand();
        String before = over("lag(" + term + ")", List.of(), "").text();
        String first = over("row_number()", List.of(), "").text();
        String changed = first + " > 1 AND " + term + " IS DISTINCT FROM " + before;
        return Fragment.operation(
                rank.restart().isEmpty()
                        ? changed
                        : changed + " AND NOT "
                                + scalars.truth(rank.restart().get(), scope).operand());
    }

    private Select second(Select first) {
        partition = window.partition().stream()
                .map(p -> scalars.value(p, first.values()).operand())
                .toList();
        Fragment position = first.values().get(names.get(POSITION));
        order = List.of(new OrderKey(position, true, false, false));
        return result(first, position);
    }

    private Select result(Select select, Fragment position) {
        Map<String, Fragment> scope = Map.copyOf(select.values());
        List<Fragment> values = new ArrayList<>();
        window.input().columns().forEach(c -> values.add(scope.get(c.name())));
        window.windows().forEach(w -> values.add(value(w.call(), scope)));
        select.with(window.columns(), values);
        select.order(List.of(new OrderKey(position, true, false, false)));
        select.windowed();
        return select;
    }

    private Fragment value(WindowCall call, Map<String, Fragment> scope) {
        Scalar restart = restart(call);
        List<String> since = restart == null
                ? List.of()
                : List.of(scope.get(names.get(restart)).text());
        if (call instanceof WindowCall.RowNumber row) {
            Fragment number = over("row_number()", since, "");
            return row.start() == 1
                    ? number
                    : Fragment.operation(number + " + " + Fragment.plain(Long.toString(row.start() - 1)));
        }
        if (call instanceof WindowCall.RunningSum sum) {
            return sum(sum, scope, since);
        }
        if (call instanceof WindowCall.Rank rank) {
            return rank(rank, scope, since);
        }
        WindowCall.Neighbour neighbour = (WindowCall.Neighbour) call;
        return over(
                (neighbour.offset() > 0 ? "lead(" : "lag(")
                        + scalars.value(neighbour.value(), scope).text() + ", " + Math.abs(neighbour.offset()) + ", "
                        + scalars.value(neighbour.fallback(), scope).text() + ")",
                List.of(),
                "");
    }

    private Fragment sum(WindowCall.RunningSum sum, Map<String, Fragment> scope, List<String> since) {
        String term = scalars.value(sum.term(), scope).text();
        String total = over("sum(" + term + ")", since, SO_FAR).text();
        return switch (sum.type()) {
            // DuckDB sums whole numbers in 128 bits; Kusto's wrap around.
            case LONG -> wrapped(total, "9223372036854775808", "18446744073709551616", KqlType.LONG);
            case INT -> wrapped(total, "2147483648", "4294967296", KqlType.INT);
            default -> Fragment.call("coalesce(" + total + ", 0)::" + dialect.type(sum.type()));
        };
    }

    private Fragment wrapped(String total, String half, String whole, KqlType type) {
        String shifted = "coalesce(" + total + ", 0) + " + half + "::HUGEINT";
        String inRange =
                "((" + shifted + ") % " + whole + "::HUGEINT + " + whole + "::HUGEINT) % " + whole + "::HUGEINT";
        return Fragment.call("(" + inRange + " - " + half + "::HUGEINT)::" + dialect.type(type));
    }

    private Fragment rank(WindowCall.Rank rank, Map<String, Fragment> scope, List<String> since) {
        String changed = scope.get(names.get(rank)).text();
        if (rank.dense()) {
            return Fragment.operation(over("count(*) FILTER (WHERE " + changed + ")", since, SO_FAR) + " + 1");
        }
        String number =
                scope.get(names.get(partition.isEmpty() ? POSITION : NUMBER)).text();
        String start = over("min(" + number + ")", since, SO_FAR).text();
        String run = over("max(" + number + ") FILTER (WHERE " + changed + ")", since, SO_FAR)
                .text();
        return Fragment.operation("coalesce(" + run + ", " + start + ") - " + start + " + 1");
    }

    private Fragment over(String function, List<String> since, String frame) {
        String keys = Stream.concat(partition.stream(), since.stream()).collect(Collectors.joining(", "));
        return Fragment.call(function + " OVER ("
                + (keys.isEmpty() ? "" : "PARTITION BY " + keys + " ")
                + "ORDER BY " + sorted() + frame + ")");
    }

    private String sorted() {
        return order.stream().map(OrderKey::text).collect(Collectors.joining(", "));
    }
}
