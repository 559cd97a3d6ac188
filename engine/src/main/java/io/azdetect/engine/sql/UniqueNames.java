package io.azdetect.engine.sql;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Hands out names that stay apart where case does not count.
 *
 * <p>Kusto's names are case-sensitive, DuckDB's are not even when quoted: {@code clientIP_s} and {@code clientIp_s} are
 * two columns of one and the same Azure table. The first keeps its name, later ones get {@code __2}, {@code __3}, …. What no
 * name in SQL can hold is replaced: NUL characters, and nothing at all.
 */
public final class UniqueNames {
    private final Set<String> taken = new HashSet<>();

    public UniqueNames(Collection<String> taken) {
        taken.forEach(name -> this.taken.add(fold(name)));
    }

    /** The wished name, or the first free one after it; it is taken from now on. */
    public String claim(String wished) {
        String possible = wished.isEmpty() ? "_" : wished.replace('\0', '\uFFFD');
        String name = possible;
        for (int i = 2; !taken.add(fold(name)); i++) {
            name = possible + "__" + i;
        }
        return name;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
