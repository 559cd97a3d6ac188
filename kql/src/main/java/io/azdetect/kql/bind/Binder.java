package io.azdetect.kql.bind;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.CompiledResult;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.ColumnPruning;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.KqlParser;
import io.azdetect.kql.syntax.Script;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.syntax.StatementTexts;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** From a syntax tree to a plan: every name resolved, every type known, every silent conversion written out. */
public final class Binder {
    private Binder() {}

    /**
     * Binds a parsed text: its results, in their order.
     *
     * @throws KqlException when the query means nothing over this schema; it says where
     */
    public static List<CompiledResult> bind(String text, Script script, DatabaseSchema schema, CompileOptions options) {
        List<Statement> statements = withVariables(script.statements(), options.variables());
        Session session = new Session(options, Problems.thrown());
        Scope scope = Scope.of(Home.of(schema));
        List<CompiledResult> results = new ArrayList<>();
        eachQuery(statements, session, scope, query -> results.addAll(results(text, session, scope, query)));
        if (results.isEmpty()) {
            // A text that only declares is valid: it asks for nothing and gets a table of nothing.
            Plan nothing = PlanParts.nothing(List.of());
            results.add(new CompiledResult(Optional.empty(), query(text, nothing, session)));
        }
        return results;
    }

    /** Binds the statements in their order, and hands on those that ask for rows, each while only what precedes it is known. */
    private static void eachQuery(
            List<Statement> statements, Session session, Scope scope, Consumer<Expression> query) {
        StatementBinder binder = new StatementBinder(session, scope);
        for (Statement statement : statements) {
            if (statement instanceof Statement.Query asks) {
                query.accept(asks.expression());
            } else {
                binder.bind(statement);
            }
        }
    }

    private static List<CompiledResult> results(String text, Session session, Scope scope, Expression query) {
        session.render(Optional.empty());
        return new StatementResults(new TabularBinder(session, scope))
                .of(query, statement -> plan(session, scope, statement)).stream()
                        .map(result -> new CompiledResult(
                                result.name(), query(text, ColumnPruning.prune(result.plan()), session)))
                        .toList();
    }

    private static CompiledQuery query(String text, Plan plan, Session session) {
        return new CompiledQuery(text, plan, session.tables, session.readsClock(), session.render());
    }

    /**
     * What is wrong with a text: everything that can be told apart, in the order of the text. Nothing when {@link #bind}
     * would bind it.
     */
    public static List<Diagnostic> problems(String text, DatabaseSchema schema, CompileOptions options) {
        StatementTexts texts = StatementTexts.of(text);
        Problems problems = Problems.kept(text);
        texts.errors().forEach(problems::add);
        texts.broken().forEach(problems::breakName);
        Session session = new Session(options, problems);
        Scope scope = Scope.of(Home.of(schema));
        try {
            List<Statement> statements = texts.errors().isEmpty()
                    ? withVariables(texts.statements(), options.variables())
                    : texts.statements();
            eachQuery(
                    statements, session, scope, query -> problems.attempt(() -> results(text, session, scope, query)));
        } catch (KqlException e) {
            problems.add(e.diagnostic());
        }
        return problems.found().stream()
                .sorted(Comparator.comparingInt(d -> d.span().start()))
                .toList();
    }

    /** What {@code join kind=} takes. */
    public static Set<String> joinKinds() {
        return JoinBinder.kinds();
    }

    private static Plan plan(Session session, Scope scope, Expression query) {
        TabularBinder tables = new TabularBinder(session, scope);
        boolean isVariable = query instanceof Expression.NameReference reference
                && scope.find(reference.name().text()).isPresent();
        boolean isName = query instanceof Expression.NameReference && !isVariable;
        if (tables.isTabular(query, Row.NONE) || isName) {
            return tables.bind(query);
        }
        // Pages of functions such as asin() show a value that stands alone with this column's name.
        Scalar value = tables.scalars(Row.NONE).bind(query);
        return new Plan.Values(List.of(new Column("result", value.type())), List.of(List.of(value)));
    }

    /** The statements with the values of scalar {@code let} statements replaced where the caller sets variables. */
    private static List<Statement> withVariables(List<Statement> statements, Map<String, String> variables) {
        if (variables.isEmpty()) {
            return statements;
        }
        Map<String, String> unused = new LinkedHashMap<>(variables);
        List<Statement> replaced = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Let let
                    && unused.containsKey(let.name().text())) {
                replaced.add(replaced(let, unused.remove(let.name().text())));
            } else if (statement instanceof Statement.DeclareParameters declared) {
                List<Statement.Parameter> parameters = declared.parameters().stream()
                        .map(p -> unused.containsKey(p.name().text())
                                ? given(p, unused.remove(p.name().text()))
                                : p)
                        .toList();
                replaced.add(new Statement.DeclareParameters(parameters, declared.span()));
            } else {
                replaced.add(statement);
            }
        }
        unused.keySet().stream().findFirst().ifPresent(name -> {
            throw new KqlException(
                    Code.UNKNOWN_COLUMN,
                    "the query has no 'let " + name + " = …' and no declared parameter of this name to set",
                    new Span(0, 0));
        });
        return replaced;
    }

    /** A declared parameter with the caller's value; a text may come without its quotes. */
    private static Statement.Parameter given(Statement.Parameter parameter, String text) {
        Expression value;
        try {
            value = KqlParser.parseLiteral(text);
        } catch (KqlException e) {
            if (parameter.type().orElse(null) != KqlType.STRING) {
                throw e;
            }
            value = new Expression.Literal(
                    KqlType.STRING, text, parameter.name().span());
        }
        return new Statement.Parameter(parameter.name(), parameter.type(), parameter.columns(), Optional.of(value));
    }

    private static Statement replaced(Statement.Let let, String text) {
        Expression value = KqlParser.parseLiteral(text);
        KqlType before = typeOf(let.value());
        KqlType after = typeOf(value);
        if (before != null && after != null && Conversions.common(before, after).isEmpty()) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "'" + let.name() + "' is a " + before.kustoName() + ", and " + text + " is a " + after.kustoName(),
                    let.value().span());
        }
        return new Statement.Let(let.name(), value, let.span());
    }

    /** The type of a literal, with or without a sign; null of anything else. */
    private static KqlType typeOf(Expression expression) {
        if (expression instanceof Expression.Unary unary) {
            return typeOf(unary.operand());
        }
        return expression instanceof Expression.Literal literal ? literal.type() : null;
    }
}
