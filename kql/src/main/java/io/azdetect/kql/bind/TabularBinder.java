package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Gives tabular expressions their meaning: where rows come from, and calls of functions that return them. */
final class TabularBinder {
    private final Session session;
    private final Scope scope;

    TabularBinder(Session session, Scope scope) {
        this.session = session;
        this.scope = scope;
    }

    Session session() {
        return session;
    }

    /** A binder for the scalars of a row. */
    ScalarBinder scalars(Row row) {
        return new ScalarBinder(session, scope, row, this);
    }

    /** Whether an expression is a table rather than a value, where columns of a row come before tables. */
    boolean isTabular(Expression expression, Row row) {
        if (expression instanceof Expression.Pipe
                || expression instanceof Expression.Datatable
                || expression instanceof Expression.Range
                || expression instanceof Expression.Print
                || expression instanceof Expression.ExternalData
                || expression instanceof Expression.Leading) {
            return true;
        }
        if (new PatternCalls(this).isUse(expression)) {
            return true;
        }
        if (expression instanceof Expression.NameReference reference) {
            String name = reference.name().text();
            if (row.column(name).isPresent()) {
                return false;
            }
            Optional<Variable> variable = scope.find(name);
            return variable.map(v -> !(v instanceof Variable.OfScalar)).orElseGet(() -> isTable(name));
        }
        if (expression instanceof Expression.Call call) {
            String name = call.function().text();
            return scope.find(name)
                    .map(variable -> returnsTable(variable, call))
                    .orElse(name.equals("materialize")
                            || name.equals("table")
                            || Watchlists.FUNCTIONS.contains(name)
                            || OtherPlaces.begins(call));
        }
        return OtherPlaces.begins(expression);
    }

    private boolean isTable(String name) {
        return scope.home().schema().table(name).isPresent() || name.equals(Watchlists.ALIASES);
    }

    boolean isFunction(Name name) {
        return scope.find(name.text())
                .filter(v -> v instanceof Variable.OfFunction)
                .isPresent();
    }

    private boolean returnsTable(Variable variable, Expression.Call call) {
        return variable instanceof Variable.OfFunction function
                && session.inBody(
                        function.declaration(),
                        call.span(),
                        () -> new TabularBinder(session, function.scope()).bodyIsTabular(function.declaration()));
    }

    private boolean bodyIsTabular(Statement.LetFunction declaration) {
        Scope inner = scope.nested();
        for (Statement.Parameter parameter : declaration.parameters()) {
            inner.declare(
                    parameter.name().text(),
                    parameter.isTabular()
                            ? new Variable.OfTable(new Plan.Values(List.of(), List.of()))
                            : new Variable.OfScalar(new Scalar.Constant(KqlType.LONG, null), null));
        }
        for (Statement statement : declaration.statements()) {
            if (statement instanceof Statement.Let let) {
                TabularBinder binder = new TabularBinder(session, inner);
                inner.declare(
                        let.name().text(),
                        binder.isTabular(let.value(), Row.NONE)
                                ? new Variable.OfTable(new Plan.Values(List.of(), List.of()))
                                : new Variable.OfScalar(new Scalar.Constant(KqlType.LONG, null), null));
            } else if (statement instanceof Statement.LetFunction function) {
                inner.declare(function.name().text(), new Variable.OfFunction(function, inner.snapshot()));
            }
        }
        return new TabularBinder(session, inner).isTabular(declaration.body(), Row.NONE);
    }

    Plan bind(Expression expression) {
        session.countExpression(expression.span());
        if (expression instanceof Expression.NameReference reference) {
            return named(reference.name());
        }
        if (expression instanceof Expression.Pipe pipe) {
            return PipeBinder.bind(pipe.operators(), bind(pipe.source()), this);
        }
        if (expression instanceof Expression.Datatable datatable) {
            return datatable(datatable);
        }
        if (expression instanceof Expression.Print print) {
            return print(print);
        }
        if (expression instanceof Expression.Range range) {
            return range(range);
        }
        if (expression instanceof Expression.Leading leading) {
            return leading(leading);
        }
        if (expression instanceof Expression.ExternalData external) {
            return new ExternalDataBinder(this, external).bind();
        }
        PatternCalls patterns = new PatternCalls(this);
        if (patterns.isUse(expression)) {
            return patterns.bind(expression);
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        if (expression instanceof Expression.Unsupported unsupported) {
            throw ScalarBinder.unsupported(unsupported.construct(), unsupported.span());
        }
        if (OtherPlaces.begins(expression)) {
            return new OtherPlaces(this).bind(expression);
        }
        throw new KqlException(Code.WRONG_TYPE, "a value stands where a table is needed", expression.span());
    }

    /** A number of rows, as {@code take} and its relatives want it. */
    Scalar rowCount(Expression expression) {
        Scalar count = scalars(Row.NONE).bind(expression);
        if (!count.type().isInteger()) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "a whole number of rows is needed, this is " + count.type().kustoName(),
                    expression.span());
        }
        return Conversions.to(KqlType.LONG, count, expression.span());
    }

    private Plan named(Name name) {
        Optional<Variable> variable = scope.find(name.text());
        if (variable.isPresent()) {
            if (variable.get() instanceof Variable.OfTable table) {
                return session.size.checked(table.plan(), name.span());
            }
            if (variable.get() instanceof Variable.OfFunction function) {
                return callTable(function, withoutArguments(name));
            }
            throw new KqlException(Code.WRONG_TYPE, "'" + name + "' is no table", name.span());
        }
        if (name.text().equals(Watchlists.ALIASES)) {
            return new Watchlists(this).aliases();
        }
        return table(name.text()).orElseThrow(() -> {
            Set<String> names = scope.home().names();
            names.addAll(scope.names());
            return new KqlException(
                    Code.UNKNOWN_TABLE,
                    "no table or variable is called '" + name + "'" + Suggestion.didYouMean(name.text(), names),
                    name.span());
        });
    }

    /** The table of a text's own database, whatever else has its name. */
    private Optional<Plan> table(String name) {
        return scope.home().table(name).map(this::scan);
    }

    /** The tables and views whose names are like a pattern with {@code *}, by their names and in their order. */
    Map<String, Plan> matching(String pattern) {
        var regex = Patterns.compile(pattern);
        Map<String, Plan> matching = new TreeMap<>();
        for (String name : scope.home().schema().wildcardNames()) {
            if (regex.matcher(name).matches()) {
                Plan.Scan table = scope.home().table(name).orElseThrow();
                matching.put(table.table().name(), scan(table));
            }
        }
        scope.views(name -> regex.matcher(name).matches()).forEach((name, view) -> {
            Name called = new Name(name, view.declaration().span());
            matching.put(name, callTable(view, withoutArguments(called)));
        });
        return matching;
    }

    /** Whether a plan is a table's of this database that has no rows. */
    boolean isEmpty(Plan plan) {
        return UnionBinder.tableOf(plan).filter(scope.home()::isEmpty).isPresent();
    }

    /** A table's rows within the query's time range. */
    Plan scan(Plan.Scan scan) {
        TableSchema table = scan.table();
        session.tables.add(table.name());
        Optional<Column> time = table.column("TimeGenerated").filter(c -> c.type() == KqlType.DATETIME);
        if (session.options.timeRange().isEmpty() || time.isEmpty()) {
            return scan;
        }
        var range = session.options.timeRange().get();
        Scalar column = new Scalar.ColumnReference(time.get().name(), KqlType.DATETIME);
        Span nowhere = new Span(0, 0);
        Scalar from = new Scalar.Constant(KqlType.DATETIME, Ticks.of(range.from()));
        Scalar to = new Scalar.Constant(KqlType.DATETIME, Ticks.of(range.to()));
        return new Plan.Filter(
                scan,
                new Scalar.Call(
                        "and",
                        List.of(
                                new Scalar.Call(">=", List.of(column, from), KqlType.BOOL, nowhere),
                                new Scalar.Call("<", List.of(column, to), KqlType.BOOL, nowhere)),
                        KqlType.BOOL,
                        nowhere));
    }

    private Plan datatable(Expression.Datatable datatable) {
        List<Column> columns = new ArrayList<>();
        ColumnNames names = new ColumnNames();
        for (Statement.ColumnDeclaration declaration : datatable.columns()) {
            if (!names.take(declaration.name().text())) {
                throw new KqlException(
                        Code.DUPLICATE_NAME,
                        "two columns are called '" + declaration.name() + "'",
                        declaration.name().span());
            }
            columns.add(new Column(declaration.name().text(), declaration.type()));
        }
        int width = columns.size();
        if (width == 0 || datatable.values().size() % width != 0) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    datatable.values().size() + " values do not fill rows of " + width + " columns",
                    datatable.span());
        }
        ScalarBinder scalars = scalars(Row.NONE);
        List<List<Scalar>> rows = new ArrayList<>();
        for (int i = 0; i < datatable.values().size(); i += width) {
            List<Scalar> row = new ArrayList<>();
            for (int j = 0; j < width; j++) {
                Expression value = datatable.values().get(i + j);
                row.add(Conversions.to(columns.get(j).type(), scalars.bind(value), value.span()));
            }
            rows.add(row);
        }
        return new Plan.Values(columns, rows);
    }

    private Plan print(Expression.Print print) {
        ScalarBinder scalars = scalars(Row.NONE);
        ColumnNames names = new ColumnNames();
        List<Column> columns = new ArrayList<>();
        List<Scalar> row = new ArrayList<>();
        for (Expression.NamedExpression named : print.values()) {
            List<SeveralColumns.Item> items = SeveralColumns.of(named, scalars);
            for (SeveralColumns.Item item : items) {
                if (item.given().isEmpty() && !named.names().isEmpty()) {
                    break; // print shows of several columns those that it names, where it names any.
                }
                String name = item.given()
                        .map(n -> {
                            if (!names.take(n.text())) {
                                throw new KqlException(
                                        Code.DUPLICATE_NAME, "two columns are called '" + n + "'", n.span());
                            }
                            return n.text();
                        })
                        .orElseGet(() ->
                                names.unique(items.size() > 1 ? item.own().orElseThrow() : "print_" + columns.size()));
                columns.add(new Column(name, item.value().type()));
                row.add(item.value());
            }
        }
        return new Plan.Values(columns, List.of(row));
    }

    private Plan range(Expression.Range range) {
        ScalarBinder scalars = scalars(Row.NONE);
        Scalar from = scalars.bind(range.from());
        Scalar to = scalars.bind(range.to());
        Scalar step = scalars.bind(range.step());
        boolean time =
                from.type() == KqlType.DATETIME && to.type() == KqlType.DATETIME && step.type() == KqlType.TIMESPAN;
        KqlType type = Conversions.common(from.type(), to.type())
                .filter(t -> time || t.isNumeric() || t == KqlType.TIMESPAN)
                .filter(t -> time || Conversions.common(t, step.type()).isPresent())
                .map(t -> t.isNumeric() ? Conversions.widest(t, step.type()) : t)
                .orElseThrow(() -> new KqlException(
                        Code.WRONG_TYPE,
                        "range takes numbers, timespans, or datetimes with a timespan as step; these are "
                                + from.type().kustoName() + ", " + to.type().kustoName() + " and "
                                + step.type().kustoName(),
                        range.span()));
        Scalar converted = time ? step : Conversions.to(type, step, range.span());
        if (converted instanceof Scalar.Constant constant
                && constant.value() instanceof Number number
                && number.doubleValue() == 0) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "the step is 0, with which the range would not get from its start",
                    range.step().span());
        }
        return new Plan.Range(
                new Column(range.column().text(), type),
                Conversions.to(type, from, range.span()),
                Conversions.to(type, to, range.span()),
                converted);
    }

    private Plan leading(Expression.Leading leading) {
        if (leading.operator() instanceof Operator.Union union) {
            return UnionBinder.bind(union, Optional.empty(), this);
        }
        if (leading.operator() instanceof Operator.Search search) {
            return new SearchBinder(this).search(search, Optional.empty());
        }
        if (leading.operator() instanceof Operator.Find find) {
            return new SearchBinder(this).find(find);
        }
        if (leading.operator() instanceof Operator.Unsupported unsupported) {
            throw ScalarBinder.unsupported(unsupported.name(), unsupported.span());
        }
        if (leading.operator() instanceof Operator.Evaluate evaluate) {
            return EvaluateBinder.bind(evaluate, new Plan.Values(List.of(), List.of(List.of())), this);
        }
        throw new KqlException(Code.SYNTAX, "this operator needs a table before it", leading.span());
    }

    private Plan call(Expression.Call call) {
        String name = call.function().text();
        Optional<Variable> variable = scope.find(name);
        if (variable.isPresent() && variable.get() instanceof Variable.OfFunction function) {
            return callTable(function, call);
        }
        if (variable.isPresent()
                && variable.get() instanceof Variable.OfTable table
                && call.arguments().isEmpty()) {
            return table.plan();
        }
        if (name.equals("materialize") && call.arguments().size() == 1) {
            return new Plan.Shared(
                    session.nextSharedId("materialized"),
                    bind(call.arguments().get(0).value()));
        }
        if (name.equals("table")) {
            Name table = constantName(call);
            return scope.declared(table.text()).isPresent()
                    ? named(table)
                    : table(table.text()).orElseGet(() -> named(table));
        }
        if (Watchlists.FUNCTIONS.contains(name)) {
            return new Watchlists(this).bind(call);
        }
        if (OtherPlaces.begins(call)) {
            return new OtherPlaces(this).bind(call);
        }
        throw new KqlException(
                Code.UNKNOWN_FUNCTION,
                "no function is called '" + name + "' that returns a table"
                        + Suggestion.didYouMean(name, scope.names()),
                call.function().span());
    }

    /** The first argument of {@code table("name")} and the like, which names something and so is a constant. */
    Name constantName(Expression.Call call) {
        if (!call.arguments().isEmpty()
                && scalars(Row.NONE).bind(call.arguments().get(0).value()) instanceof Scalar.Constant constant
                && constant.value() instanceof String name) {
            return new Name(name, call.arguments().get(0).value().span());
        }
        throw new KqlException(
                Code.NOT_CONSTANT, "'" + call.function() + "' takes a name, as a constant string", call.span());
    }

    /** A call of what this binder knows from another place, in whose scope the arguments are. */
    Plan callFrom(Expression.Call call, TabularBinder caller) {
        return scope.find(call.function().text())
                .filter(variable -> variable instanceof Variable.OfFunction)
                .map(function -> caller.callTable((Variable.OfFunction) function, call))
                .orElseGet(() -> call(call));
    }

    private static Expression.Call withoutArguments(Name function) {
        return new Expression.Call(function, List.of(), function.span());
    }

    /** {@code T | invoke f(x)}: a call with the table as its first argument. */
    Plan invoke(Expression.Call call, Plan input) {
        Name name = call.function();
        Optional<Variable> variable = scope.find(name.text());
        if (variable.isEmpty() || !(variable.get() instanceof Variable.OfFunction function)) {
            throw new KqlException(
                    Code.UNKNOWN_FUNCTION,
                    "no function is called '" + name + "' that takes a table"
                            + Suggestion.didYouMean(name.text(), scope.names()),
                    name.span());
        }
        // The table has a name that no text can mention, so that the call reads like any other.
        String table = session.nextSharedId("$invoked");
        Scope inner = scope.nested();
        inner.declare(table, new Variable.OfTable(new Plan.Shared(table, input)));
        List<Expression.Argument> arguments = new ArrayList<>();
        arguments.add(
                new Expression.Argument(Optional.empty(), new Expression.NameReference(new Name(table, call.span()))));
        arguments.addAll(call.arguments());
        return new TabularBinder(session, inner).callTable(function, new Expression.Call(name, arguments, call.span()));
    }

    /** What a function of the query gives: a plan or a scalar, the other one null. */
    private record Result(Plan plan, Scalar scalar) {}

    Scalar callScalar(Variable.OfFunction function, Expression.Call call, ScalarBinder caller) {
        Scalar scalar = invoke(function, call, caller).scalar();
        if (scalar == null) {
            throw new KqlException(
                    Code.WRONG_TYPE, "'" + call.function() + "' returns a table, and a value is needed", call.span());
        }
        return scalar;
    }

    Plan callTable(Variable.OfFunction function, Expression.Call call) {
        Plan plan = invoke(function, call, scalars(Row.NONE)).plan();
        if (plan == null) {
            throw new KqlException(
                    Code.WRONG_TYPE, "'" + call.function() + "' returns a value, and a table is needed", call.span());
        }
        return plan;
    }

    /** Binds the function's body with its parameters set: functions are expanded where they are called. */
    private Result invoke(Variable.OfFunction function, Expression.Call call, ScalarBinder caller) {
        session.enterCall(call.span());
        Scope inner = function.scope().nested();
        new FunctionArguments(function.declaration(), call, caller, this).declareIn(inner);
        Result result = session.inBody(function.declaration(), call.span(), () -> {
            StatementBinder statements = new StatementBinder(session, inner, caller.row());
            function.declaration().statements().forEach(statements::bind);
            TabularBinder body = new TabularBinder(session, inner);
            Expression expression = function.declaration().body();
            return body.isTabular(expression, Row.NONE)
                    ? new Result(body.bind(expression), null)
                    : new Result(null, new ScalarBinder(session, inner, caller.row(), body).bind(expression));
        });
        session.leaveCall();
        return result;
    }

    Scope scope() {
        return scope;
    }
}
