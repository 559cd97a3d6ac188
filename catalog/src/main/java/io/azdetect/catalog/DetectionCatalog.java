package io.azdetect.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A set of detections, in the order of tactic, technique and name. */
public final class DetectionCatalog {
    private static final Comparator<Detection> ORDER = Comparator.comparing(
                    (Detection d) -> d.tactic().map(Tactic::ordinal).orElse(Integer.MAX_VALUE))
            .thenComparing(Detection::techniqueId)
            .thenComparing(Detection::name);

    private final List<Detection> detections;

    private DetectionCatalog(List<Detection> detections) {
        this.detections = detections.stream().sorted(ORDER).toList();
    }

    public static DetectionCatalog of(List<Detection> detections) {
        return new DetectionCatalog(detections);
    }

    /** The detections that the project ships; read once, when they are first asked for. */
    public static DetectionCatalog builtIn() {
        return BuiltIn.CATALOG;
    }

    private static final class BuiltIn {
        static final DetectionCatalog CATALOG = catalog();

        private static DetectionCatalog catalog() {
            try {
                return new DetectionCatalog(read(BuiltInFiles.read()));
            } catch (InvalidDetectionsException e) {
                throw new IllegalStateException("the built-in detections are broken:\n" + e.getMessage(), e);
            }
        }
    }

    /**
     * The detections in a file, or in all {@code .yaml} and {@code .yml} files below a folder.
     *
     * @throws InvalidDetectionsException with everything that is wrong with any of them
     * @throws UncheckedIOException if a file cannot be read
     */
    public static DetectionCatalog read(Path... filesAndFolders) throws InvalidDetectionsException {
        Map<String, String> texts = new LinkedHashMap<>();
        List<DetectionError> unreadable = new ArrayList<>();
        for (Path path : filesAndFolders) {
            for (Path file : yamlFiles(path)) {
                try {
                    texts.put(file.toString().replace('\\', '/'), Files.readString(file));
                } catch (CharacterCodingException e) {
                    unreadable.add(new DetectionError(file.toString(), 1, "this is not UTF-8"));
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read " + file, e);
                }
            }
        }
        List<Detection> detections = new ArrayList<>();
        List<DetectionError> errors = new ArrayList<>(unreadable);
        try {
            detections.addAll(read(texts));
        } catch (InvalidDetectionsException e) {
            errors.addAll(e.errors());
        }
        if (!errors.isEmpty()) {
            throw new InvalidDetectionsException(errors.stream().sorted().toList());
        }
        return new DetectionCatalog(detections);
    }

    /**
     * What is wrong with detection files, given their texts by name, in the order of names and lines. A query that cannot
     * be parsed is not among it: who compiles it learns that, and the place.
     */
    public static List<DetectionError> problems(Map<String, String> texts) {
        try {
            read(texts);
            return List.of();
        } catch (InvalidDetectionsException e) {
            Map<String, String> known = new HashMap<>();
            texts.forEach((file, text) ->
                    QueryInFile.in(text).flatMap(QueryInFile::syntaxProblem).ifPresent(said -> known.put(file, said)));
            return e.errors().stream()
                    .filter(error -> !error.message().equals(known.get(error.file())))
                    .toList();
        }
    }

    /** The detections in these texts, by file name. */
    static List<Detection> read(Map<String, String> texts) throws InvalidDetectionsException {
        List<Detection> detections = new ArrayList<>();
        List<DetectionError> errors = new ArrayList<>();
        Map<String, String> fileById = new HashMap<>();
        texts.forEach((file, text) -> {
            Problems problems = new Problems(file);
            Optional<Detection> detection = DetectionReader.read(text, file, problems);
            // What else is wrong with a file must not hide that another has its id.
            String id = detection.map(Detection::id).orElseGet(() -> DetectionReader.id(text, file));
            String other = id.isEmpty() ? null : fileById.putIfAbsent(id.toLowerCase(Locale.ROOT), file);
            if (other == null) {
                detection.ifPresent(detections::add);
            } else {
                problems.add(
                        idLine(text),
                        "'id' is " + id + ", which " + other + " has already; give this one an id of its own");
            }
            errors.addAll(problems.errors());
        });
        if (!errors.isEmpty()) {
            throw new InvalidDetectionsException(errors.stream().sorted().toList());
        }
        return detections;
    }

    /** These and others; of two with the same id, in any case, the other. */
    public DetectionCatalog with(DetectionCatalog others) {
        Map<String, Detection> byId = new LinkedHashMap<>();
        detections.forEach(d -> byId.put(d.id().toLowerCase(Locale.ROOT), d));
        others.detections.forEach(d -> byId.put(d.id().toLowerCase(Locale.ROOT), d));
        return new DetectionCatalog(List.copyOf(byId.values()));
    }

    public List<Detection> detections() {
        return detections;
    }

    /** The detection of this id or file name, in any case. */
    public Optional<Detection> find(String idOrSlug) {
        return detections.stream()
                .filter(d -> d.slug().equalsIgnoreCase(idOrSlug) || d.id().equalsIgnoreCase(idOrSlug))
                .findFirst();
    }

    /** Those that have this tactic. */
    public DetectionCatalog ofTactic(Tactic tactic) {
        return filter(d -> d.technique()
                .map(t -> t.tactic() == tactic)
                .orElseGet(() -> d.tactics().contains(tactic)));
    }

    /** Those for this technique, ATRM or ATT&CK, or a sub-technique of it. */
    public DetectionCatalog ofTechnique(String technique) {
        return filter(d -> d.technique().map(t -> t.isWithin(technique)).orElse(false)
                || d.relevantTechniques().stream()
                        .anyMatch(t -> t.equalsIgnoreCase(technique) || t.startsWith(technique + ".")));
    }

    /** Names for a suggestion when {@link #find} finds nothing: {@code " (did you mean 'x'?)"}, or nothing. */
    public String suggestionFor(String idOrSlug) {
        return Suggestion.near(
                idOrSlug, detections.stream().map(Detection::slug).toList());
    }

    private DetectionCatalog filter(Predicate<Detection> wanted) {
        return new DetectionCatalog(detections.stream().filter(wanted).toList());
    }

    private static int idLine(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("id:")) {
                return i + 1;
            }
        }
        return 1;
    }

    /** These files, and all {@code .yaml} and {@code .yml} files below these folders. */
    public static List<Path> files(List<Path> filesAndFolders) {
        return filesAndFolders.stream()
                .flatMap(path -> yamlFiles(path).stream())
                .toList();
    }

    private static List<Path> yamlFiles(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + path, e);
        }
    }
}
