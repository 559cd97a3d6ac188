package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The attacks on Azure and Entra ID that <a href="https://stratus-red-team.cloud/">Stratus Red Team</a> can carry out. */
public final class StratusRedTeam {
    private static final List<Technique> TECHNIQUES = read();

    private StratusRedTeam() {}

    /** All of them, in the order of their ids. */
    public static List<Technique> techniques() {
        return TECHNIQUES;
    }

    /** The one of this id. */
    public static Optional<Technique> technique(String id) {
        return TECHNIQUES.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    /**
     * One attack.
     *
     * @param id such as {@code azure.execution.vm-run-command}
     */
    public record Technique(String id, String name) {
        public Technique {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
        }
    }

    private static List<Technique> read() {
        try (InputStream in = StratusRedTeam.class.getResourceAsStream("stratus.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(cells -> new Technique(cells[0], cells[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("stratus.tsv is missing from the build", e);
        }
    }
}
