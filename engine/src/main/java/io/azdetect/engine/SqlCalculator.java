package io.azdetect.engine;

import io.azdetect.engine.function.Geolocation;
import io.azdetect.engine.sql.DuckDbDialect;
import io.azdetect.engine.sql.SqlQuery;
import io.azdetect.engine.sql.SqlWriter;
import io.azdetect.engine.stage.Calculator;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** Computes single values with DuckDB: slow, and exactly what a query gives. Its connection opens when it is needed. */
final class SqlCalculator implements Calculator, AutoCloseable {
    private final Connector connector;
    private final RegisteredFunctions functions;
    private final QueryBounds bounds;
    private final List<PreparedStatement> statements = new ArrayList<>();
    private DuckDBConnection connection;

    /** Opens a connection. */
    @FunctionalInterface
    interface Connector {
        DuckDBConnection connect() throws SQLException;
    }

    SqlCalculator(Connector connector, RegisteredFunctions functions, QueryBounds bounds) {
        this.connector = connector;
        this.functions = functions;
        this.bounds = bounds;
    }

    @Override
    public Calculation prepare(Scalar.Call call) {
        List<Column> parameters = new ArrayList<>();
        List<Scalar> arguments = new ArrayList<>();
        for (Scalar argument : call.arguments()) {
            if (argument instanceof Scalar.Constant) {
                arguments.add(argument);
            } else {
                Column parameter = new Column("p" + parameters.size(), argument.type());
                parameters.add(parameter);
                arguments.add(new Scalar.ColumnReference(parameter.name(), parameter.type()));
            }
        }
        Scalar scalar = new Scalar.Call(call.function(), arguments, call.type(), call.span());
        SqlQuery sql = SqlWriter.calculation(
                new Plan.Assignment(new Column("value", call.type()), scalar),
                parameters,
                new DuckDbDialect(),
                functions.has(Geolocation.FUNCTION));
        return new Statement(sql, parameters);
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.close();
        }
        if (connection != null) {
            connection.close();
        }
    }

    /** A prepared statement that is prepared when it first runs. */
    private final class Statement implements Calculation {
        private final SqlQuery sql;
        private final List<Column> parameters;
        private PreparedStatement prepared;

        Statement(SqlQuery sql, List<Column> parameters) {
            this.sql = sql;
            this.parameters = parameters;
        }

        @Override
        public Object of(Object... values) {
            bounds.check();
            try {
                prepare();
                for (int i = 0; i < values.length; i++) {
                    Object value = values[i];
                    boolean asText = value != null && parameters.get(i).type() == KqlType.GUID;
                    if (value instanceof BigDecimal decimal) {
                        prepared.setBigDecimal(i + 1, decimal);
                    } else {
                        prepared.setObject(i + 1, asText ? value.toString() : value);
                    }
                }
                try (ResultSet rows = prepared.executeQuery()) {
                    rows.next();
                    return ResultValue.read(rows, 1, sql.columns().get(0).type());
                }
            } catch (SQLException e) {
                throw bounds.error(e);
            }
        }

        private void prepare() throws SQLException {
            if (prepared != null) {
                return;
            }
            if (connection == null) {
                connection = connector.connect();
            }
            functions.require(sql.javaFunctions(), connection);
            prepared = connection.prepareStatement(sql.sql());
            statements.add(prepared);
        }
    }
}
