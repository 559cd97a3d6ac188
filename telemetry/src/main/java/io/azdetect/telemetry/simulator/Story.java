package io.azdetect.telemetry.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened in the tenant on purpose: an attack, or a look-alike that must stay silent.
 *
 * @param title a short headline
 * @param text what happened, and for a look-alike why nothing alerts
 * @param who the acting principal
 * @param from the address it acted from
 * @param target what it acted on
 * @param act when the decisive act of an attack happened; what leads to it is in the story too
 * @param detections what should alert, by technique and name; none for a look-alike
 */
record Story(
        String title,
        String text,
        String who,
        String from,
        String target,
        Optional<Instant> act,
        List<String> detections) {

    Story {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(act, "act");
        detections = List.copyOf(detections);
    }

    static Story attack(
            String title, String text, String who, String from, String target, Instant act, List<String> detections) {
        return new Story(title, text, who, from, target, Optional.of(act), detections);
    }

    static Story lookAlike(String title, String text, Principal who, String target) {
        return new Story(title, text, who.name(), who.ip(), target, Optional.empty(), List.of());
    }

    boolean isAttack() {
        return !detections.isEmpty();
    }
}
