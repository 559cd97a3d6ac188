package io.azdetect.kql.bind;

/** A name as KQL has it: in brackets where it is not a plain word. */
final class BracketedName {
    private BracketedName() {}

    static String of(String name) {
        return name.matches("[\\p{L}_$][\\p{L}\\p{Nd}_$]*")
                ? name
                : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }
}
