package io.github.catamail.doctor.tree;

import java.io.Serial;

/** A file that no XML parser can read. */
final class MalformedXmlException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    /** Takes no cause: the text of the parser can contain a secret. */
    MalformedXmlException(Flaw flaw, int line, int column) {
        super(flaw.toString());
        this.line = Math.max(line, 0);
        this.column = Math.max(column, 0);
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
