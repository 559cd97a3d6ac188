package io.azdetect.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line that shows how far something is, redrawn in place on a terminal and absent everywhere else. */
public final class ProgressLine implements AutoCloseable {
    private static final int BAR = 24;
    private static final long NANOS_BETWEEN_DRAWINGS = 50_000_000;
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream err;
    private final Screen screen;
    private final String title;
    private final LongSupplier nanoClock;
    private long drawnAt;
    private boolean drawn;

    public ProgressLine(Terminal terminal, String title) {
        this(terminal.err(), terminal.errScreen(), title, System::nanoTime);
    }

    ProgressLine(PrintStream err, Screen screen, String title, LongSupplier nanoClock) {
        this.err = requireNonNull(err, "err");
        this.screen = requireNonNull(screen, "screen");
        this.title = requireNonNull(title, "title");
        this.nanoClock = requireNonNull(nanoClock, "nanoClock");
    }

    /** Shows that {@code done} of {@code total} is done, and a word on what is at hand; drops updates that come too fast. */
    public synchronized void at(long done, long total, String what) {
        long now = nanoClock.getAsLong();
        if (!screen.interactive() || (drawn && now - drawnAt < NANOS_BETWEEN_DRAWINGS)) {
            return;
        }
        drawn = true;
        drawnAt = now;
        double part = total <= 0 ? 0 : Math.min(1.0, (double) done / total);
        int full = (int) Math.round(part * BAR);
        Palette palette = screen.palette();
        String head = title + " ";
        String percent = String.format(Locale.ROOT, " %3d %%  ", (int) (part * 100));
        int room = Math.max(1, screen.columns() - head.length() - BAR - percent.length() - 1);
        err.print(ERASE_LINE
                + head
                + palette.accent("━".repeat(full))
                + palette.dim("─".repeat(BAR - full))
                + percent
                + palette.dim(DisplayWidth.fit(SafeText.visible(what), room)));
        err.flush();
    }

    /** Wipes the line. */
    @Override
    public synchronized void close() {
        if (drawn) {
            err.print(ERASE_LINE);
            err.flush();
            drawn = false;
        }
    }
}
