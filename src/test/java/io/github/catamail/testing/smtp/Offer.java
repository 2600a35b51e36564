package io.github.catamail.testing.smtp;

import java.util.ArrayList;
import java.util.List;

/** What the server offers at a point of the connection. */
record Offer(SinkOptions options, boolean inTls) {
    /** Returns the lines of the reply to EHLO, or of that to HELO, which has no extensions. */
    List<String> texts(boolean extended) {
        List<String> texts = new ArrayList<>();
        texts.add("sink.test");
        if (extended) {
            for (String extension : options.extensions()) {
                texts.add(extension.equals("SIZE") ? "SIZE " + options.maximumSize() : extension);
            }
            if (options.tls().mode() == TlsOptions.Mode.STARTTLS && !inTls) {
                texts.add("STARTTLS");
            }
            if (hasAuth()) {
                texts.add("AUTH " + String.join(" ", options.auth().mechanisms()));
            }
        }
        return texts;
    }

    boolean hasAuth() {
        return !options.auth().mechanisms().isEmpty() && !needsTlsForAuth();
    }

    boolean needsTlsForAuth() {
        return options.tls().mode() == TlsOptions.Mode.STARTTLS
                && !inTls
                && !options.auth().beforeTls();
    }
}
