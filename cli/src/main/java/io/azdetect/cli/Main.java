package io.azdetect.cli;

/** The start of the command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        DuckDbLibrary.unpackBesideJar();
        try (var c = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                var s = c.createStatement();
                var r = s.executeQuery("select 42")) {
            r.next();
            System.out.println(r.getInt(1));
        }
    }
}
