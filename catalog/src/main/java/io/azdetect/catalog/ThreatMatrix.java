package io.azdetect.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The techniques of the <a href="https://microsoft.github.io/Azure-Threat-Research-Matrix/">Azure Threat Research Matrix</a>. */
public final class ThreatMatrix {
    private static final ThreatMatrix ATRM = read();

    private final Map<String, Technique> byId;

    private ThreatMatrix(Map<String, Technique> byId) {
        this.byId = byId;
    }

    /** The matrix as Microsoft publishes it. */
    public static ThreatMatrix atrm() {
        return ATRM;
    }

    /** The technique of this id, in any case. */
    public Optional<Technique> technique(String id) {
        return Optional.ofNullable(byId.get(id.toUpperCase(Locale.ROOT)));
    }

    /** All techniques in the order of their ids. */
    public Collection<Technique> techniques() {
        return byId.values();
    }

    /** Those that have no sub-techniques, in the order of their ids. */
    public List<Technique> leaves() {
        return byId.values().stream()
                .filter(t ->
                        byId.values().stream().noneMatch(other -> other.id().startsWith(t.id() + ".")))
                .toList();
    }

    private static ThreatMatrix read() {
        try (InputStream in = ThreatMatrix.class.getResourceAsStream("atrm.json")) {
            List<Technique> techniques = new ArrayList<>();
            for (JsonNode node : new ObjectMapper().readTree(in).path("techniques")) {
                String tactic = node.path("tactic").asText();
                techniques.add(new Technique(
                        node.path("id").asText(),
                        node.path("name").asText(),
                        Tactic.of(tactic).orElseThrow(() -> new IllegalStateException("atrm.json: tactic " + tactic)),
                        texts(node.path("actions"))));
            }
            Map<String, Technique> byId = new LinkedHashMap<>();
            techniques.forEach(t -> byId.put(t.id(), t));
            return new ThreatMatrix(byId);
        } catch (IOException e) {
            throw new UncheckedIOException("atrm.json is missing from the build", e);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
