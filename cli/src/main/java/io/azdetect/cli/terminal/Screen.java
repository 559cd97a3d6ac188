package io.azdetect.cli.terminal;

/**
 * What stands behind an output stream.
 *
 * @param interactive whether a person watches it, rather than a file or another program
 * @param colour whether it may get colours
 * @param columns its width in characters; {@link #ENDLESS} where nothing limits it
 */
public record Screen(boolean interactive, boolean colour, int columns) {
    /** The width of a file. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** A file or a pipe. */
    public static final Screen FILE = new Screen(false, false, ENDLESS);

    public Screen {
        if (columns < 1) {
            throw new IllegalArgumentException("a screen of " + columns + " columns");
        }
    }

    /** How to colour what goes there. */
    public Palette palette() {
        return new Palette(colour);
    }
}
