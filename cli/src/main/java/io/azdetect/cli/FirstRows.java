package io.azdetect.cli;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The first rows of a result, and whether there are more. To be read once. */
final class FirstRows implements Iterable<List<Object>> {
    private final Iterator<List<Object>> rows;
    private final long most;
    private long read;

    FirstRows(Iterable<List<Object>> rows, long most) {
        this.rows = rows.iterator();
        this.most = most;
    }

    @Override
    public Iterator<List<Object>> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return read < most && rows.hasNext();
            }

            @Override
            public List<Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no more rows");
                }
                read++;
                return rows.next();
            }
        };
    }

    long read() {
        return read;
    }

    boolean areMore() {
        return rows.hasNext();
    }
}
