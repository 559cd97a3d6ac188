package io.azdetect.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** SQL that lies beside these classes. */
final class SqlText {
    private SqlText() {}

    static String read(String resource) throws IOException {
        try (InputStream in = SqlText.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
