package io.github.catamail.trial;

import io.github.catamail.config.ConnectionSecurity;
import java.util.EnumSet;

/** The parts of a test in their order, as far as they apply. */
enum Part {
    DNS("DNS"),
    TCP("TCP"),
    /** TLS from the first byte. */
    IMPLICIT_TLS("TLS"),
    GREETING("Greeting"),
    EHLO("EHLO"),
    STARTTLS("STARTTLS"),
    /** TLS after STARTTLS. */
    UPGRADE("TLS"),
    /** What a server offers has to be asked again over TLS (RFC 3207, 4.2). */
    EHLO_OVER_TLS("EHLO over TLS"),
    AUTH("AUTH"),
    ENVELOPE("Sender and recipient"),
    MESSAGE("Message"),
    QUIT("QUIT");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /** Returns the parts of a test, those among them that may turn out not to be needed. */
    static EnumSet<Part> of(ConnectionSecurity security) {
        EnumSet<Part> parts = EnumSet.allOf(Part.class);
        if (security != ConnectionSecurity.IMPLICIT_TLS) {
            parts.remove(IMPLICIT_TLS);
        }
        if (security == ConnectionSecurity.IMPLICIT_TLS || security == ConnectionSecurity.NONE) {
            parts.removeAll(EnumSet.of(STARTTLS, UPGRADE, EHLO_OVER_TLS));
        }
        return parts;
    }

    /** Returns the name of its step. */
    @Override
    public String toString() {
        return label;
    }
}
