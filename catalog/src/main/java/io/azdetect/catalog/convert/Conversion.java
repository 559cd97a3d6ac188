package io.azdetect.catalog.convert;

import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.DetectionError;
import io.azdetect.catalog.Problems;
import io.azdetect.catalog.Scaffold;
import io.azdetect.catalog.YamlNode;
import io.azdetect.catalog.convert.Notice.Kind;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.DatabaseSchema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Makes detection files of rules from elsewhere. What a rule means and a detection cannot say is told in a {@link Notice},
 * and so is everything that is left out.
 */
public final class Conversion {
    private final DatabaseSchema schema;
    private final List<Converted> converted = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, String> fileById = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /** @param schema the tables that queries may name */
    public Conversion(DatabaseSchema schema) {
        this.schema = schema;
    }

    /**
     * A detection file that was made.
     *
     * @param fileName without folders; no two of one conversion are the same
     * @param text of the file
     * @param source the file of the rule
     */
    public record Converted(String fileName, String text, String source) {}

    /**
     * Takes a file.
     *
     * @param file its name, of which the ending tells JSON from YAML
     */
    public void add(String file, String text) {
        Notices said = new Notices(file);
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        List<RuleDraft> drafts =
                file.toLowerCase(Locale.ROOT).endsWith(".json") ? json(plain, said) : yaml(plain, said);
        drafts.forEach(draft -> finish(draft, said));
        notices.addAll(said.all());
    }

    /** The detections, in the order of the files. */
    public List<Converted> converted() {
        return List.copyOf(converted);
    }

    /** All that there is to say, in the order of the files. */
    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    private static List<RuleDraft> json(String text, Notices said) {
        Problems problems = new Problems(said.file());
        YamlNode root = YamlNode.readTemplate(text, problems);
        problems.errors().forEach(e -> said.refused(e.line(), e.message()));
        return problems.isEmpty() ? TemplateRules.in(root, said) : List.of();
    }

    /** A file may hold several documents, as Sigma's sometimes do. */
    private static List<RuleDraft> yaml(String text, Notices said) {
        List<RuleDraft> drafts = new ArrayList<>();
        int linesBefore = 0;
        StringBuilder document = new StringBuilder();
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.add("---");
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).matches("---\\s*")) {
                document.append(lines.get(i)).append('\n');
                continue;
            }
            if (!document.toString().isBlank()) {
                document(document.toString(), said.below(linesBefore)).ifPresent(drafts::add);
            }
            document.setLength(0);
            linesBefore = i + 1;
        }
        return drafts;
    }

    private static Optional<RuleDraft> document(String text, Notices said) {
        Problems problems = new Problems(said.file());
        YamlNode root = YamlNode.read(text, problems);
        if (!problems.isEmpty()) {
            problems.errors().forEach(e -> said.refused(e.line(), e.message()));
            return Optional.empty();
        }
        try {
            if (!(root instanceof YamlNode.Mapping rule)) {
                throw new Refusal(root.line(), "this is " + root.kind() + " and no rule");
            }
            if (rule.fields().containsKey("correlation")) {
                throw new Refusal(
                        rule.line(), "a Sigma correlation relates other rules, which needs a query of its own");
            }
            if (rule.fields().containsKey("detection")) {
                return Optional.of(SigmaRule.read(rule, said));
            }
            if (rule.fields().containsKey("query")) {
                return Optional.of(SentinelRule.read(rule, said));
            }
            throw new Refusal(rule.line(), "this is no rule: it has neither a query nor a Sigma detection");
        } catch (Refusal e) {
            said.refused(e.line(), e.getMessage());
            return Optional.empty();
        }
    }

    private void finish(RuleDraft draft, Notices said) {
        if (draft.id.isEmpty()) {
            draft.id = madeId(draft, said);
        }
        String other = fileById.putIfAbsent(draft.id.toLowerCase(Locale.ROOT), said.file());
        if (other != null) {
            said.refused(draft.line, "its id " + draft.id + " is that of a rule in " + other);
            return;
        }
        Set<String> tables = new TreeSet<>();
        try {
            tables.addAll(KqlCompiler.compile(draft.query, schema, CompileOptions.at(Instant.EPOCH))
                    .tables());
        } catch (KqlException e) {
            said.add(
                    Kind.BROKEN,
                    draft.line,
                    "its query cannot be run: " + e.diagnostic().code().id() + " "
                            + e.diagnostic().message());
        }
        String name = fileName(draft.name);
        String text = draft.text(tables);
        List<DetectionError> wrong = DetectionCatalog.problems(Map.of(name, text));
        if (!wrong.isEmpty()) {
            wrong.forEach(error -> said.refused(draft.line, "the detection would not be one: " + error.message()));
            return;
        }
        converted.add(new Converted(name, text, said.file()));
    }

    /** Whoever converts the same files again gets the same ids. */
    private String madeId(RuleDraft draft, Notices said) {
        said.leftOut(draft.line, "it has no id; one was made of its name");
        String id;
        int number = 1;
        do {
            String seed = draft.idSeed + (number == 1 ? "" : "/" + number);
            id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
            number++;
        } while (fileById.containsKey(id));
        if (number > 2) {
            said.leftOut(draft.line, "there is another rule of its name; its id has a number in it");
        }
        return id;
    }

    private String fileName(String name) {
        String first;
        try {
            first = Scaffold.fileName(name);
        } catch (IllegalArgumentException e) {
            first = "rule.yaml";
        }
        String free = first;
        for (int i = 2; !names.add(free); i++) {
            free = first.replace(".yaml", "-" + i + ".yaml");
        }
        return free;
    }
}
