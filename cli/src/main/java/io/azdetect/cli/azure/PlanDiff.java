package io.azdetect.cli.azure;

import io.azdetect.azure.deploy.Change;
import io.azdetect.azure.deploy.Change.Action;
import io.azdetect.azure.deploy.FieldChange;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.Refusal;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Screen;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan for people: a line for each resource that something is to be said of, and below it what differs. */
final class PlanDiff {
    /** Those that are counted and not shown: there may be hundreds, and nothing happens to them. */
    private static final Set<Action> COUNTED = Set.of(Action.UNCHANGED, Action.NOT_CHOSEN, Action.FOREIGN);

    private static final int SHORT = 60;

    private final PrintStream out;
    private final Screen screen;
    private final Palette palette;

    PlanDiff(PrintStream out, Screen screen) {
        this.out = out;
        this.screen = screen;
        this.palette = screen.palette();
    }

    void write(PlanReport report) {
        Plan plan = report.plan();
        for (Change change : plan.changes()) {
            if (!COUNTED.contains(change.action())) {
                write(change);
            }
        }
        for (Refusal refusal : plan.refused()) {
            out.println(
                    palette.dim("x") + " " + refusal.label() + palette.dim("  cannot run there: " + refusal.reason()));
        }
        if (!report.volumes().isEmpty()) {
            VolumeTable.print(report.volumes(), out, screen);
        }
        if (!report.predictions().isEmpty()) {
            PredictionText.print(report.predictions(), out, screen);
        }
        plan.notes().forEach(note -> out.println("note: " + note));
        out.println(summary(plan));
    }

    private void write(Change change) {
        out.println(sign(change.action()) + " " + palette.bold(SafeText.visible(change.label())) + "  "
                + palette.dim(SafeText.visible(change.title())) + note(change.action()));
        for (FieldChange field : change.fields()) {
            write(field);
        }
    }

    private String sign(Action action) {
        return switch (action) {
            case ADD -> palette.good("+");
            case CHANGE, OVERWRITE, ADOPT -> palette.accent("~");
            case REMOVE -> palette.bad("-");
            default -> palette.bad("!");
        };
    }

    private static String note(Action action) {
        return switch (action) {
            case EDITED -> "\n    edited by hand since it was deployed; it stays so (--overwrite writes it anew)";
            case OVERWRITE -> "\n    edited by hand since it was deployed; will be written anew";
            case ADOPT -> "\n    made by somebody else; will become azdetect's";
            case CLASH ->
                "\n    somebody else made the one of this name; it stays, and this one is not deployed"
                        + " (rename or delete that one, or --adopt takes it over)";
            default -> "";
        };
    }

    private void write(FieldChange field) {
        String name = "    " + field.field() + ": ";
        boolean inLine = isShort(field.before()) && isShort(field.after());
        if (inLine) {
            out.println(name + palette.bad(shown(field.before())) + " -> " + palette.good(shown(field.after())));
            return;
        }
        out.println(name.stripTrailing());
        for (String line : LineDiff.of(field.before(), field.after())) {
            String visible = "      " + SafeText.visible(line);
            out.println(
                    line.startsWith("-")
                            ? palette.bad(visible)
                            : line.startsWith("+") ? palette.good(visible) : palette.dim(visible));
        }
    }

    private static boolean isShort(String value) {
        return value.length() <= SHORT && value.indexOf('\n') < 0;
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : SafeText.visible(value);
    }

    private static String summary(Plan plan) {
        Map<Action, Integer> counts = plan.counts();
        List<String> parts = new ArrayList<>();
        add(parts, counts, Action.ADD, "to add");
        add(parts, counts, Action.CHANGE, "to change");
        add(parts, counts, Action.OVERWRITE, "to overwrite");
        add(parts, counts, Action.ADOPT, "to adopt");
        add(parts, counts, Action.REMOVE, "to remove");
        if (parts.isEmpty()) {
            parts.add("nothing to do");
        }
        add(parts, counts, Action.UNCHANGED, "unchanged");
        add(parts, counts, Action.EDITED, "edited by hand");
        add(parts, counts, Action.CLASH, "with a name that is taken");
        add(parts, counts, Action.NOT_CHOSEN, "of azdetect's not chosen (--prune removes them)");
        add(parts, counts, Action.FOREIGN, "made by others and never touched");
        if (!plan.refused().isEmpty()) {
            parts.add(plan.refused().size() + " that cannot run there");
        }
        String all = String.join(", ", parts);
        return Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    private static void add(List<String> parts, Map<Action, Integer> counts, Action action, String words) {
        if (counts.containsKey(action)) {
            parts.add(counts.get(action) + " " + words);
        }
    }
}
