package io.azdetect.engine.stage;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.SimilarTexts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code reduce}: the texts, those that come most often first, go one after another to the group that they have the most
 * terms in common with, or make a group of their own.
 */
final class SimilarTextsRun implements StageProgram {
    private static final String OTHERS = "others";
    private static final int MOST_TEXTS = 100_000;
    private static final long MOST_CHARACTERS = 64_000_000;

    private final SimilarTexts program;

    SimilarTextsRun(SimilarTexts program) {
        this.program = program;
    }

    private record Counted(String text, long count) {}

    @Override
    public void run(List<RowReader> inputs, RowWriter result) {
        List<Counted> texts = read(inputs.get(0));
        texts.sort(Comparator.comparingLong((Counted t) -> -t.count).thenComparing(Counted::text, ValueOrder::compare));
        TermCutter cutter = new TermCutter(program.separators());
        // Only texts of as many terms can be alike.
        Map<Integer, List<TextGroup>> bySize = new HashMap<>();
        List<TextGroup> ofEach = new ArrayList<>();
        for (Counted text : texts) {
            result.check();
            CutText cut = cutter.cut(text.text);
            List<TextGroup> groups = bySize.computeIfAbsent(cut.terms().size(), size -> new ArrayList<>());
            TextGroup group = mostAlike(groups, cut, result);
            if (group == null) {
                group = new TextGroup(cut, text.text, cutter);
                groups.add(group);
            }
            group.add(cut, text.count);
            ofEach.add(group);
        }
        write(texts, ofEach, result);
    }

    private List<Counted> read(RowReader rows) {
        int text = rows.place(SimilarTexts.TEXT);
        int count = rows.place(SimilarTexts.COUNT);
        List<Counted> texts = new ArrayList<>();
        long characters = 0;
        for (Object[] row = rows.next(); row != null; row = rows.next()) {
            Counted counted = new Counted((String) row[text], (Long) row[count]);
            characters += counted.text.length();
            if (texts.size() == MOST_TEXTS || characters > MOST_CHARACTERS) {
                throw new KqlException(
                        Code.LIMIT,
                        String.format(
                                "'reduce' takes at most %,d different texts, of %,d characters together; leave out rows with"
                                        + " 'where', or what differs in each with replace_regex()",
                                MOST_TEXTS, MOST_CHARACTERS),
                        program.span());
            }
            texts.add(counted);
        }
        return texts;
    }

    private TextGroup mostAlike(List<TextGroup> groups, CutText text, RowWriter bounds) {
        TextGroup best = null;
        int most = 0;
        int looked = 0;
        for (TextGroup group : groups) {
            int common = group.common(text);
            if (common > most && Shares.reaches((double) common / text.terms().size(), program.threshold())) {
                best = group;
                most = common;
            }
            if (++looked % 4096 == 0) {
                bounds.check();
            }
        }
        return best;
    }

    private void write(List<Counted> texts, List<TextGroup> ofEach, RowWriter result) {
        List<TextGroup> groups = ofEach.stream()
                .distinct()
                .filter(group -> group.count() > 1)
                .sorted(Comparator.comparingLong((TextGroup group) -> -group.count())
                        .thenComparing(TextGroup::pattern, ValueOrder::compare)
                        .thenComparing(TextGroup::representative, ValueOrder::compare))
                .toList();
        long others = ofEach.stream().filter(group -> group.count() == 1).count();
        if (program.ofEach()) {
            for (int i = 0; i < texts.size(); i++) {
                TextGroup group = ofEach.get(i);
                boolean isOther = group.count() == 1;
                result.add(
                        texts.get(i).text,
                        isOther ? OTHERS : group.pattern(),
                        isOther ? others : group.count(),
                        isOther ? "" : group.representative());
            }
            return;
        }
        groups.forEach(group -> result.add(group.pattern(), group.count(), group.representative()));
        if (others > 0) {
            result.add(OTHERS, others, "");
        }
    }
}
