package io.azdetect.engine;

import io.azdetect.kql.schema.Column;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rows of a query, as they come; to be closed.
 *
 * <p>Values have the Java forms that {@link io.azdetect.kql.type.KqlType} names. Reading fails with a {@link
 * io.azdetect.kql.KqlException} when the query does. For one thread, and to be read once.
 */
public final class QueryResult implements AutoCloseable, Iterable<Object[]> {
    private final RunningQuery query;

    private final StageRun stages;

    /** @param stages what has made the tables that the query reads, and drops them in the end */
    QueryResult(RunningQuery query, StageRun stages) {
        this.query = query;
        this.stages = stages;
    }

    public List<Column> columns() {
        return query.columns();
    }

    /** The rows that have not been read yet. */
    @Override
    public Iterator<Object[]> iterator() {
        return new Rows(query);
    }

    /** All rows that have not been read yet. */
    public List<Object[]> toList() {
        List<Object[]> rows = new ArrayList<>();
        forEach(rows::add);
        return rows;
    }

    /** The rows that have not been read yet, each with its values by name, as they come. */
    public Stream<ResultRow> rows() {
        List<Column> columns = columns();
        return StreamSupport.stream(spliterator(), false).map(values -> new ResultRow(columns, values));
    }

    /** The SQL that runs. */
    public String sql() {
        return query.sql();
    }

    @Override
    public void close() {
        query.close();
        stages.close();
    }

    private static final class Rows implements Iterator<Object[]> {
        private final RunningQuery query;
        private Object[] next;

        Rows(RunningQuery query) {
            this.query = query;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = query.next();
            }
            return next != null;
        }

        @Override
        public Object[] next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException("no more rows");
            }
            Object[] row = next;
            next = null;
            return row;
        }
    }
}
