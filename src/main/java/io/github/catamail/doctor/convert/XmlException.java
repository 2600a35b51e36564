package io.github.catamail.doctor.convert;

/** A text is no XML. The message says in which line and why; it holds no value of an attribute. */
public final class XmlException extends Exception {
    private static final long serialVersionUID = 1;

    XmlException(int line, String message) {
        super("line " + line + ": " + message);
    }
}
