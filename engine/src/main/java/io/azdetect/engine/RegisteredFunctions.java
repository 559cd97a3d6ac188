package io.azdetect.engine;

import io.azdetect.engine.function.JavaFunction;
import io.azdetect.engine.function.JavaFunctions;
import io.azdetect.kql.type.KqlType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/** The functions in Java that one DuckDB instance knows. Each is registered when the first query needs it. */
final class RegisteredFunctions {
    private final Set<String> registered = new HashSet<>();
    private final Map<String, JavaFunction> own = new HashMap<>();
    private final RunningQueries running = new RunningQueries();

    /** The queries that may be calling the functions. */
    RunningQueries running() {
        return running;
    }

    /** Adds a function that only this instance has. */
    synchronized void add(JavaFunction function) {
        if (own.putIfAbsent(function.name(), function) != null) {
            throw new IllegalStateException(function.name() + " is there already");
        }
    }

    synchronized boolean has(String name) {
        return own.containsKey(name);
    }

    /** Registers those of the functions that are not. A registered function serves all connections of the instance. */
    synchronized void require(Collection<String> names, Connection connection) throws SQLException {
        for (String name : names) {
            if (!registered.contains(name)) {
                register(
                        Optional.ofNullable(own.get(name))
                                .or(() -> JavaFunctions.named(name))
                                .orElseThrow(() -> new IllegalStateException("no function " + name + " in Java")),
                        connection);
                registered.add(name);
            }
        }
    }

    private void register(JavaFunction function, Connection connection) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(function.name()).withReturnType(columnType(function.result()));
            for (KqlType parameter : function.parameters()) {
                builder.withParameter(columnType(parameter));
            }
            if (function.repeats()) {
                KqlType last = function.parameters().get(function.parameters().size() - 1);
                try (DuckDBLogicalType type = DuckDBLogicalType.of(columnType(last))) {
                    builder.withVarArgs(type);
                }
            }
            builder.withVectorizedFunction(callback(function)).register(connection);
        }
    }

    private static DuckDBColumnType columnType(KqlType type) {
        return switch (type) {
            case BOOL -> DuckDBColumnType.BOOLEAN;
            case INT -> DuckDBColumnType.INTEGER;
            case LONG, DATETIME, TIMESPAN -> DuckDBColumnType.BIGINT;
            case REAL -> DuckDBColumnType.DOUBLE;
            case STRING, DYNAMIC -> DuckDBColumnType.VARCHAR;
            case DECIMAL, GUID -> throw new IllegalArgumentException("functions in Java take no " + type.kustoName());
        };
    }

    private DuckDBScalarFunction callback(JavaFunction function) {
        return (input, output) -> {
            int width = (int) input.columnCount();
            KqlType[] types = new KqlType[width];
            for (int i = 0; i < width; i++) {
                types[i] = function.parameters()
                        .get(Math.min(i, function.parameters().size() - 1));
            }
            for (long row = 0; row < input.rowCount(); row++) {
                checkEnding();
                Object[] arguments = arguments(input, row, types);
                Object result = arguments == null
                        ? null
                        : function.body().apply(new JavaFunction.Arguments(arguments, this::checkEnding));
                write(output, row, function.result(), result);
            }
        };
    }

    private void checkEnding() {
        if (running.areAllEnding()) {
            throw new IllegalStateException("the query has ended");
        }
    }

    /** Null when one of them is. */
    private static Object[] arguments(DuckDBDataChunkReader input, long row, KqlType[] types) {
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            DuckDBReadableVector vector = input.vector(i);
            if (vector.isNull(row)) {
                return null;
            }
            arguments[i] = switch (types[i]) {
                case BOOL -> vector.getBoolean(row);
                case INT -> vector.getInt(row);
                case LONG, DATETIME, TIMESPAN -> vector.getLong(row);
                case REAL -> vector.getDouble(row);
                default -> vector.getString(row);
            };
        }
        return arguments;
    }

    private static void write(DuckDBWritableVector output, long row, KqlType type, Object value) {
        if (value == null) {
            output.setNull(row);
            return;
        }
        switch (type) {
            case BOOL -> output.setBoolean(row, (Boolean) value);
            case INT -> output.setInt(row, (Integer) value);
            case LONG, DATETIME, TIMESPAN -> output.setLong(row, ((Number) value).longValue());
            case REAL -> output.setDouble(row, (Double) value);
            default -> output.setString(row, (String) value);
        }
    }
}
