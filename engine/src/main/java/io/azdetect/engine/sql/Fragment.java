package io.azdetect.engine.sql;

/**
 * A piece of SQL that computes one value.
 *
 * @param text the SQL
 * @param form how it may be put into other SQL
 */
record Fragment(String text, Form form) {
    enum Form {
        /** A column: free to repeat, needs no parentheses. */
        PLAIN,
        /** A literal: as a column is, but no key to group or sort by, where SQL takes some for a column's place. */
        LITERAL,
        /** A function call or the like: needs no parentheses, costs something. */
        CALL,
        /** Operators: needs parentheses beside other operators. */
        OPERATION,
        /** Gives another value every time, so it must be written down once only; in parentheses if need be. */
        VOLATILE
    }

    static Fragment plain(String text) {
        return new Fragment(text, Form.PLAIN);
    }

    static Fragment literal(String text) {
        return new Fragment(text, Form.LITERAL);
    }

    static Fragment call(String text) {
        return new Fragment(text, Form.CALL);
    }

    static Fragment operation(String text) {
        return new Fragment(text, Form.OPERATION);
    }

    boolean isPlain() {
        return form == Form.PLAIN || form == Form.LITERAL;
    }

    boolean isLiteral() {
        return form == Form.LITERAL;
    }

    /** The text where an operator stands beside it. */
    String operand() {
        return form == Form.OPERATION || form == Form.VOLATILE ? "(" + text + ")" : text;
    }

    /** The text beside {@code AND} or {@code OR}, in parentheses only when the other of the two may stand in it. */
    String beside(String looser) {
        return form == Form.VOLATILE || text.contains(looser) ? operand() : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
