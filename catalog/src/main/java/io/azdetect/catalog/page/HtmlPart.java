package io.azdetect.catalog.page;

/** What an element is made of: attributes and content. */
public sealed interface HtmlPart permits Html, HtmlPart.Attribute {
    /** An attribute; its value is escaped when it is written. */
    record Attribute(String name, String value) implements HtmlPart {}
}
