package io.azdetect.cli.shell;

import io.azdetect.kql.syntax.SyntaxPieces;
import io.azdetect.kql.syntax.SyntaxPieces.Piece;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours a query while it is written. */
final class KqlColours implements Highlighter {
    @Override
    public AttributedString highlight(LineReader reader, String text) {
        AttributedStringBuilder coloured = new AttributedStringBuilder();
        int written = 0;
        if (!text.startsWith(".")) {
            for (Piece piece : SyntaxPieces.of(text)) {
                coloured.append(text, written, piece.span().start());
                coloured.append(
                        text.substring(piece.span().start(), piece.span().end()), style(piece.kind()));
                written = piece.span().end();
            }
        }
        return coloured.append(text.substring(written)).toAttributedString();
    }

    private static AttributedStyle style(SyntaxPieces.Kind kind) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        return switch (kind) {
            case COMMENT -> plain.faint();
            case STRING -> plain.foreground(AttributedStyle.GREEN);
            case NUMBER -> plain.foreground(AttributedStyle.MAGENTA);
            case OPERATOR -> plain.foreground(AttributedStyle.CYAN).bold();
            case KEYWORD -> plain.foreground(AttributedStyle.BLUE);
            case FUNCTION -> plain.foreground(AttributedStyle.CYAN);
        };
    }
}
