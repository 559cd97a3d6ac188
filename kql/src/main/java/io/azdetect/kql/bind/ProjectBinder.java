package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that say what columns there are: which are computed, which are kept, and what they are called. */
final class ProjectBinder {
    private final Plan input;
    private final ScalarBinder row;

    /** Binds over the rows of {@code input}, which {@code row} sees. */
    ProjectBinder(Plan input, ScalarBinder row) {
        this.input = input;
        this.row = row;
    }

    /** Columns of the same name are replaced in place, others come behind; all see the input's columns only. */
    Plan extend(List<NamedExpression> items) {
        ColumnNames names = new ColumnNames();
        input.columns().forEach(c -> names.take(c.name()));
        Map<String, Plan.Assignment> assignments = new LinkedHashMap<>();
        input.columns().forEach(c -> assignments.put(c.name(), Plan.Assignment.same(c)));
        Map<String, Name> explicit = new LinkedHashMap<>();
        for (NamedExpression named : items) {
            for (SeveralColumns.Item item : items(named)) {
                item.given().ifPresent(name -> {
                    if (explicit.put(name.text(), name) != null) {
                        throw new KqlException(
                                Code.DUPLICATE_NAME, "two columns would be called '" + name + "'", name.span());
                    }
                });
                String name = item.given()
                        .map(Name::text)
                        .or(() -> item.own().map(own -> item.oneOfSeveral() ? names.unique(own) : own))
                        .orElseGet(() -> names.numbered(row.session(), input.columns()));
                Scalar value = item.value();
                assignments.put(name, new Plan.Assignment(new Column(name, value.type()), value));
            }
        }
        return new Plan.Project(input, List.copyOf(assignments.values()));
    }

    Plan project(Operator.Project project) {
        return new Plan.Project(input, assignments(project.columns()));
    }

    Plan away(Operator.ProjectAway away) {
        List<Column> gone = new ColumnLists(input.columns()).matching(away.columns());
        return PlanParts.keep(
                input, input.columns().stream().filter(c -> !gone.contains(c)).toList());
    }

    Plan keep(Operator.ProjectKeep kept) {
        List<Column> stay = new ColumnLists(input.columns()).matching(kept.columns());
        return PlanParts.keep(
                input, input.columns().stream().filter(stay::contains).toList());
    }

    Plan distinct(Operator.Distinct distinct) {
        boolean star = distinct.columns().stream()
                .anyMatch(c -> c.expression() instanceof Expression.NamePattern pattern
                        && pattern.pattern().equals("*"));
        List<Plan.Assignment> keys =
                star ? input.columns().stream().map(Plan.Assignment::same).toList() : assignments(distinct.columns());
        return new Plan.Aggregate(input, keys, List.of());
    }

    Plan rename(Operator.ProjectRename rename) {
        ColumnLists columns = new ColumnLists(input.columns());
        Map<String, String> newNames = new LinkedHashMap<>();
        for (NamedExpression item : rename.columns()) {
            if (!(item.expression() instanceof Expression.NameReference old)
                    || item.names().size() != 1) {
                throw new KqlException(
                        Code.BAD_ARGUMENTS,
                        "project-rename takes new = old",
                        item.expression().span());
            }
            columns.named(old.name());
            newNames.put(old.name().text(), item.names().get(0).text());
        }
        ColumnNames names = new ColumnNames();
        List<Plan.Assignment> assignments = new ArrayList<>();
        for (Column column : input.columns()) {
            String name = newNames.getOrDefault(column.name(), column.name());
            if (!names.take(name)) {
                throw new KqlException(
                        Code.DUPLICATE_NAME, "two columns would be called '" + name + "'", rename.span());
            }
            assignments.add(new Plan.Assignment(new Column(name, column.type()), new Scalar.ColumnReference(column)));
        }
        return new Plan.Project(input, assignments);
    }

    /** Named columns keep their names, unnamed ones get one that is free; two of one explicit name are an error. */
    private List<Plan.Assignment> assignments(List<NamedExpression> items) {
        ColumnNames names = new ColumnNames();
        List<Plan.Assignment> assignments = new ArrayList<>();
        for (NamedExpression named : items) {
            for (SeveralColumns.Item item : items(named)) {
                Optional<Name> fixed = item.given();
                if (fixed.isEmpty() && named.expression() instanceof Expression.NameReference reference) {
                    fixed = Optional.of(reference.name());
                }
                String name;
                if (fixed.isPresent()) {
                    name = fixed.get().text();
                    if (!names.take(name)) {
                        throw new KqlException(
                                Code.DUPLICATE_NAME,
                                "two columns would be called '" + name + "'",
                                fixed.get().span());
                    }
                } else {
                    name = item.own()
                            .map(names::unique)
                            .orElseGet(() -> names.numbered(row.session(), input.columns()));
                }
                assignments.add(
                        new Plan.Assignment(new Column(name, item.value().type()), item.value()));
            }
        }
        return assignments;
    }

    /** The columns that an item gives: none when it is wrong and more is to be found. */
    private List<SeveralColumns.Item> items(NamedExpression named) {
        List<Name> names = new ArrayList<>(named.names());
        if (named.expression() instanceof Expression.NameReference reference) {
            names.add(reference.name());
        }
        if (names.isEmpty()) {
            // What its columns would be called is not known, so nothing can be said of what comes behind.
            return SeveralColumns.of(named, row);
        }
        Problems problems = row.session().problems;
        return problems.attempt(() -> SeveralColumns.of(named, row)).orElseGet(() -> {
            names.forEach(name -> problems.breakName(name.text()));
            return List.of();
        });
    }
}
