package io.github.catamail.config;

/** How the connection to a server is protected (RFC 8314). */
public enum ConnectionSecurity {
    /** TLS from the first byte, as on port 465. */
    IMPLICIT_TLS("implicit TLS"),
    /** STARTTLS (RFC 3207), and no mail without it. */
    STARTTLS("STARTTLS"),
    /** STARTTLS where the server offers it, else in clear. Never chosen where credentials leave the machine. */
    STARTTLS_IF_OFFERED("STARTTLS if offered"),
    /** In clear. */
    NONE("no TLS");

    private final String label;

    ConnectionSecurity(String label) {
        this.label = label;
    }

    /** Returns the name for log lines and messages. */
    @Override
    public String toString() {
        return label;
    }
}
