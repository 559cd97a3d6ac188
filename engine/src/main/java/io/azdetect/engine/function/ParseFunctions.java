package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with a form of their own, taken apart: URLs, paths, CSV, command lines. */
final class ParseFunctions {
    private static final Pattern URL = Pattern.compile(
            "(?s)([A-Za-z][A-Za-z0-9+.\\-]*)://(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\\[[^\\]]*]|[^:/?#]*)(?::(\\d+))?"
                    + "([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");
    private static final Pattern PATH = Pattern.compile("(?s)(?:([A-Za-z][A-Za-z0-9+.\\-]+)://)?((?:([A-Za-z]:))?.*)");

    private static final int VERSION_DIGITS = 8;
    private static final Pattern VERSION = Pattern.compile("\\d{1,8}(?:\\.\\d{1,8}){0,3}");

    static final List<JavaFunction> ALL = List.of(
            declare("kql_parse_url(string): dynamic", a -> url(a.text(0))),
            declare("kql_parse_urlquery(string): dynamic", a -> {
                ObjectNode result = Json.NODES.objectNode();
                result.set("Query Parameters", parameters(a.text(0)));
                return result.toString();
            }),
            declare("kql_parse_path(string): dynamic", a -> path(a.text(0))),
            declare("kql_parse_csv(string): dynamic", a -> Json.texts(csv(a.text(0)))),
            declare("kql_parse_xml(string): dynamic", a -> XmlText.parse(a.text(0))),
            declare("kql_parse_version(string): string", a -> version(a.text(0))),
            declare("kql_parse_command_line(string, string): dynamic", a -> commandLine(a.text(0), a.text(1))));

    private ParseFunctions() {}

    private static String url(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            return null;
        }
        ObjectNode parts = Json.NODES.objectNode();
        parts.put("Scheme", url.group(1));
        parts.put("Host", url.group(4));
        parts.put("Port", orEmpty(url.group(5)));
        parts.put("Path", url.group(6));
        parts.put("Username", orEmpty(url.group(2)));
        parts.put("Password", orEmpty(url.group(3)));
        parts.set("Query Parameters", parameters(orEmpty(url.group(7))));
        parts.put("Fragment", orEmpty(url.group(8)));
        return parts.toString();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static ObjectNode parameters(String query) {
        ObjectNode parameters = Json.NODES.objectNode();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                parameters.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        decoded(equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String path(String text) {
        Matcher matcher = PATH.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String scheme = orEmpty(matcher.group(1)).toLowerCase(Locale.ROOT);
        String rest = matcher.group(2);
        String full = scheme.isEmpty() ? rest : rest.replaceFirst("^/(?=[A-Za-z]:)", "");
        String root = full.matches("(?s)[A-Za-z]:.*") ? full.substring(0, 2) : "";
        int slash = Math.max(full.lastIndexOf('/'), full.lastIndexOf('\\'));
        String directory = slash < 0 ? "" : full.substring(0, slash);
        String file = full.substring(slash + 1);
        String stream = "";
        int colon = file.indexOf(':');
        if (colon >= 0 && slash >= 0) {
            stream = file.substring(colon + 1);
            file = file.substring(0, colon);
        }
        int dot = file.lastIndexOf('.');
        ObjectNode parts = Json.NODES.objectNode();
        parts.put("Scheme", scheme);
        parts.put("RootPath", root);
        parts.put("DirectoryPath", directory);
        parts.put(
                "DirectoryName",
                directory.substring(Math.max(directory.lastIndexOf('/'), directory.lastIndexOf('\\')) + 1));
        parts.put("Filename", file);
        parts.put("Extension", dot < 0 ? "" : file.substring(dot + 1));
        parts.put("AlternateDataStreamName", stream);
        return parts.toString();
    }

    /** The fields of the first record; of an empty one, an empty field. */
    private static List<String> csv(String text) {
        List<String> fields = new DelimitedText(text, ',').next();
        return fields.isEmpty() ? List.of("") : fields;
    }

    /** The arguments by the rules of Windows: backslashes before a quote halve, {@code ""} inside quotes is a quote. */
    private static String commandLine(String command, String parser) {
        if (!parser.equalsIgnoreCase("windows")) {
            throw new IllegalArgumentException("parse_command_line knows the rules of 'windows' only");
        }
        if (command.isEmpty()) {
            return null;
        }
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        int backslashes = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == '\\') {
                backslashes++;
                started = true;
                continue;
            }
            if (c == '"') {
                argument.append("\\".repeat(backslashes / 2));
                if (backslashes % 2 == 1) {
                    argument.append('"');
                } else if (quoted && i + 1 < command.length() && command.charAt(i + 1) == '"') {
                    argument.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
                started = true;
            } else {
                argument.append("\\".repeat(backslashes));
                if (!quoted && (c == ' ' || c == '\t')) {
                    if (started) {
                        arguments.add(argument.toString());
                        argument.setLength(0);
                        started = false;
                    }
                } else {
                    argument.append(c);
                    started = true;
                }
            }
            backslashes = 0;
        }
        argument.append("\\".repeat(backslashes));
        if (started) {
            arguments.add(argument.toString());
        }
        return Json.texts(arguments);
    }

    /** The digits of a number with eight for each of four parts; null for what is no version. */
    private static String version(String text) {
        if (!VERSION.matcher(text).matches()) {
            return null;
        }
        StringBuilder digits = new StringBuilder();
        for (String part : text.split("\\.", -1)) {
            digits.append("0".repeat(VERSION_DIGITS - part.length())).append(part);
        }
        return digits.append("0".repeat(4 * VERSION_DIGITS - digits.length())).toString();
    }
}
