package io.azdetect.catalog.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition of a Sigma rule: selections joined by {@code and}, {@code or}, {@code not}, {@code 1 of} and {@code all of}.
 * {@code not} binds most, {@code or} least.
 */
final class SigmaCondition {
    private static final Pattern TOKEN = Pattern.compile("\\(|\\)|\\||[^\\s()|]+");

    private final Map<String, Condition> selections;
    private final List<String> tokens = new ArrayList<>();
    private final int line;
    private int at;

    private SigmaCondition(String text, Map<String, Condition> selections, int line) {
        this.selections = selections;
        this.line = line;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
    }

    /** @param selections what each name stands for */
    static Condition parse(String text, Map<String, Condition> selections, int line) throws Refusal {
        SigmaCondition condition = new SigmaCondition(text, selections, line);
        if (condition.tokens.contains("|")) {
            throw new Refusal(
                    line,
                    "the condition counts or relates records (" + text.strip() + "), which needs a query of its own");
        }
        Condition parsed = condition.or();
        if (condition.at < condition.tokens.size()) {
            throw condition.unexpected();
        }
        return parsed;
    }

    private Condition or() throws Refusal {
        List<Condition> any = new ArrayList<>(List.of(and()));
        while (take("or")) {
            any.add(and());
        }
        return Condition.or(any);
    }

    private Condition and() throws Refusal {
        List<Condition> all = new ArrayList<>(List.of(not()));
        while (take("and")) {
            all.add(not());
        }
        return Condition.and(all);
    }

    private Condition not() throws Refusal {
        if (take("not")) {
            return Condition.not(not());
        }
        if (take("(")) {
            Condition inner = or();
            if (!take(")")) {
                throw unexpected();
            }
            return inner;
        }
        if (at + 1 < tokens.size() && tokens.get(at + 1).equalsIgnoreCase("of")) {
            return of();
        }
        if (at >= tokens.size()) {
            throw unexpected();
        }
        Condition selection = selections.get(tokens.get(at));
        if (selection == null) {
            throw unexpected();
        }
        at++;
        return selection;
    }

    private Condition of() throws Refusal {
        String quantity = tokens.get(at).toLowerCase(Locale.ROOT);
        boolean all = quantity.equals("all");
        if (!all && !quantity.equals("1") && !quantity.equals("any")) {
            throw new Refusal(line, "'" + quantity + " of' is none of '1 of', 'any of' and 'all of'");
        }
        at += 2;
        if (at >= tokens.size()) {
            throw unexpected();
        }
        String pattern = tokens.get(at++);
        List<Condition> meant = selections.entrySet().stream()
                .filter(e -> pattern.equals("them")
                        ? !e.getKey().startsWith("_")
                        : e.getKey().matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q")))
                .map(Map.Entry::getValue)
                .toList();
        if (meant.isEmpty()) {
            throw new Refusal(line, "no selection is called '" + pattern + "'");
        }
        return all ? Condition.and(meant) : Condition.or(meant);
    }

    private boolean take(String word) {
        if (at < tokens.size() && tokens.get(at).equalsIgnoreCase(word)) {
            at++;
            return true;
        }
        return false;
    }

    private Refusal unexpected() {
        return new Refusal(
                line,
                at < tokens.size()
                        ? "'" + tokens.get(at) + "' is no selection of the rule"
                        : "the condition ends too early");
    }
}
