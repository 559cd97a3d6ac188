package io.azdetect.catalog.page;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A piece of a page that is safe as it stands: text becomes part of a page only through {@link #text}, which escapes it.
 */
public record Html(String markup) implements HtmlPart {
    public static final Html NOTHING = new Html("");

    private static final Set<String> WITHOUT_END = Set.of("meta", "br", "hr", "input", "link", "wbr");

    public Html {
        requireNonNull(markup, "markup");
    }

    public static HtmlPart.Attribute attr(String name, String value) {
        return new HtmlPart.Attribute(name, value);
    }

    /** Any text, shown as it is. */
    public static Html text(String text) {
        return new Html(escape(text));
    }

    /** An element; {@code "p.note.wide"} is a paragraph with two classes. */
    public static Html el(String name, HtmlPart... parts) {
        String[] names = name.split("\\.", -1);
        StringBuilder out = new StringBuilder("<").append(names[0]);
        if (names.length > 1) {
            out.append(" class=\"")
                    .append(String.join(" ", Arrays.asList(names).subList(1, names.length)))
                    .append('"');
        }
        for (HtmlPart part : parts) {
            if (part instanceof HtmlPart.Attribute attribute) {
                out.append(' ').append(attribute.name()).append("=\"");
                out.append(escape(attribute.value())).append('"');
            }
        }
        out.append('>');
        for (HtmlPart part : parts) {
            if (part instanceof Html child) {
                out.append(child.markup());
            }
        }
        return new Html(
                WITHOUT_END.contains(names[0])
                        ? out.toString()
                        : out.append("</").append(names[0]).append('>').toString());
    }

    /** An element around a text. */
    public static Html el(String name, String text) {
        return el(name, text(text));
    }

    public static Html all(Collection<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining("\n")));
    }

    public static Html all(Html... pieces) {
        return all(Arrays.asList(pieces));
    }

    /** A link to a page of the web; the text alone where the address is no such page, as {@code javascript:} is not. */
    public static Html link(String address, String text) {
        if (!address.startsWith("https://")) {
            return text(text);
        }
        return el("a", attr("href", address), attr("rel", "noreferrer"), text(text));
    }

    /** What a sentence breaks at least readable: long identifiers may break behind slashes, dots and at signs. */
    public static Html breakable(String text) {
        return new Html(escape(text).replaceAll("([/@.])(?=[^\\s])", "$1<wbr>"));
    }

    /** Names in one piece, such as {@code CustomScriptExtension}, may break before their capitals. */
    public static Html breakableWords(String text) {
        return new Html(escape(text).replaceAll("(?<=[a-z])(?=[A-Z])", "<wbr>"));
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> appendVisible(out, c);
            }
        });
        return out.toString();
    }

    /** Characters that HTML forbids, or that reorder the text around them, are shown as their code. */
    private static void appendVisible(StringBuilder out, int c) {
        int type = Character.getType(c);
        boolean acts = (type == Character.CONTROL && c != '\n' && c != '\t' && c != '\r')
                || type == Character.FORMAT
                || type == Character.SURROGATE;
        if (acts) {
            out.append(String.format("\\u{%x}", c));
        } else {
            out.appendCodePoint(c);
        }
    }
}
