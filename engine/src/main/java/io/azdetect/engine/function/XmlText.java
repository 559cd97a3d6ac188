package io.azdetect.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as a dynamic value, by the table of https://learn.microsoft.com/kusto/query/parse-xml-function: attributes begin with
 * {@code @}, the text beside attributes or elements is {@code #text}, elements of one name are an array, an empty element is
 * null. As in the page's example, a text that JSON would read as a number is one.
 */
final class XmlText {
    /** Longer texts give null, as in Kusto. */
    private static final int MOST_BYTES = 1_048_576;

    private static final int DEEPEST = 500;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,17})?");
    private static final XMLInputFactory FACTORY = factory();

    private XmlText() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        // A text of the log must not make this process read files or other hosts, nor grow without end.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Null for what is no XML. */
    static String parse(String xml) {
        if (xml.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return null;
        }
        try {
            XMLStreamReader reader = reader(xml.strip());
            ObjectNode document = Json.NODES.objectNode();
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    String name = reader.getLocalName();
                    document.set(name, element(reader, 0));
                }
            }
            return document.isEmpty() ? null : document.toString();
        } catch (XMLStreamException e) {
            return null;
        }
    }

    /** A factory makes one reader at a time. */
    private static XMLStreamReader reader(String xml) throws XMLStreamException {
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(new StringReader(xml));
        }
    }

    /** The element that the reader has just entered, which it then leaves. */
    private static JsonNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("nested too deep");
        }
        ObjectNode parts = Json.NODES.objectNode();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            parts.set("@" + reader.getAttributeLocalName(i), value(reader.getAttributeValue(i)));
        }
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = reader.getLocalName();
                    add(parts, name, element(reader, depth + 1));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                default -> {
                    // comments and processing instructions are skipped
                }
            }
        }
        String trimmed = text.toString().strip();
        if (parts.isEmpty()) {
            return trimmed.isEmpty() ? Json.NODES.nullNode() : value(trimmed);
        }
        if (!trimmed.isEmpty()) {
            parts.set("#text", value(trimmed));
        }
        return parts;
    }

    private static void add(ObjectNode parts, String name, JsonNode element) {
        JsonNode before = parts.get(name);
        if (before == null) {
            parts.set(name, element);
        } else if (before instanceof ArrayNode array) {
            array.add(element);
        } else {
            parts.set(name, Json.NODES.arrayNode().add(before).add(element));
        }
    }

    private static JsonNode value(String text) {
        return NUMBER.matcher(text).matches()
                ? Json.NODES.numberNode(new java.math.BigDecimal(text))
                : Json.NODES.textNode(text);
    }
}
