package io.azdetect.engine.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL with holes for arguments.
 *
 * <p>{@code {0}} is the first argument, {@code {*}} all of them with commas, {@code {1*}} those from the second on.
 * {@code {0:json}} is the argument as JSON text, {@code {0:element}} the same with null as JSON's null, and so on for other
 * conversions, which whoever fills the template
 * knows. Names in braces, such as {@code {order}}, are filled with text by name. An argument with operators in it gets
 * parentheses unless it stands alone between commas or parentheses.
 */
public final class Template {
    private static final Pattern HOLE = Pattern.compile("\\{(\\d*)(\\*?)(?::(\\w+))?}|\\{([a-z]+)}");
    private static final Pattern JAVA_FUNCTION = Pattern.compile("\\bkql_\\w+");

    private static final Pattern CAST = Pattern.compile("(?:\\w+|\"[^\"]*\")(?:::[A-Z]+)+");

    private final String text;

    Template(String text) {
        this.text = text;
    }

    /** What fills the holes. */
    interface Filling {
        int size();

        /** The argument, converted when {@code conversion} is not null. */
        Fragment argument(int index, String conversion);

        /** The text of a named hole. */
        String named(String name);

        static Filling of(List<Fragment> arguments) {
            return of(arguments, name -> {
                throw new IllegalStateException("nothing to fill {" + name + "} with");
            });
        }

        static Filling of(List<Fragment> arguments, Function<String, String> named) {
            return new Filling() {
                @Override
                public int size() {
                    return arguments.size();
                }

                @Override
                public Fragment argument(int index, String conversion) {
                    if (conversion != null) {
                        throw new IllegalStateException("no conversion to " + conversion + " here");
                    }
                    return arguments.get(index);
                }

                @Override
                public String named(String name) {
                    return named.apply(name);
                }
            };
        }
    }

    Fragment fill(List<Fragment> arguments) {
        return fill(Filling.of(arguments));
    }

    Fragment fill(Filling filling) {
        if (text.equals("{0}")) {
            return filling.argument(0, null);
        }
        StringBuilder sql = new StringBuilder();
        boolean isVolatile = false;
        Matcher hole = HOLE.matcher(text);
        int from = 0;
        while (hole.find()) {
            sql.append(text, from, hole.start());
            from = hole.end();
            if (hole.group(4) != null) {
                sql.append(filling.named(hole.group(4)));
                continue;
            }
            int first = hole.group(1).isEmpty() ? 0 : Integer.parseInt(hole.group(1));
            int last = hole.group(2).isEmpty() ? first : filling.size() - 1;
            List<String> parts = new ArrayList<>();
            for (int i = first; i <= last; i++) {
                Fragment argument = filling.argument(i, hole.group(3));
                isVolatile |= argument.form() == Fragment.Form.VOLATILE;
                boolean alone = last > first || standsAlone(hole.start(), hole.end());
                parts.add(alone ? argument.text() : argument.operand());
            }
            sql.append(String.join(", ", parts));
        }
        sql.append(text, from, text.length());
        Fragment.Form form = isVolatile
                ? Fragment.Form.VOLATILE
                : isAtomic(sql.toString()) ? Fragment.Form.CALL : Fragment.Form.OPERATION;
        return new Fragment(sql.toString(), form);
    }

    /** The functions in Java that the SQL calls. */
    Set<String> javaFunctions() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = JAVA_FUNCTION.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private boolean standsAlone(int start, int end) {
        boolean opened = start == 0 || text.charAt(start - 1) == '(' || text.startsWith(", ", start - 2);
        boolean closed = end == text.length() || text.charAt(end) == ')' || text.charAt(end) == ',';
        return opened && closed;
    }

    /**
     * Whether it is one call, {@code name(…)}, one {@code CASE … END}, a column's cast, or has parentheses around it. What only
     * begins and ends like one, as {@code CASE … END * CASE … END} does, is not.
     */
    private static boolean isAtomic(String text) {
        if (CAST.matcher(text).matches()) {
            return true;
        }
        int depth = 0;
        int start = 0;
        while (start < text.length()) {
            char c = text.charAt(start);
            int end = isWord(c) ? wordEnd(text, start) : c == '\'' || c == '"' ? quoteEnd(text, start) : start + 1;
            String token = text.substring(start, end);
            boolean opens = token.equals("(") || token.equals("CASE");
            boolean closes = token.equals(")") || token.equals("END");
            if (depth == 0 && !opens && !(start == 0 && isWord(c))) {
                return false;
            }
            depth += opens ? 1 : closes ? -1 : 0;
            if (closes && depth == 0) {
                return end == text.length();
            }
            start = end;
        }
        return depth == 0;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** A quote that is doubled inside begins the text's next part, which needs no care here. */
    private static int quoteEnd(String text, int start) {
        int end = text.indexOf(text.charAt(start), start + 1);
        return end < 0 ? text.length() : end + 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
