package io.github.catamail.testing.smtp;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the server.
 *
 * @param mode when it begins
 * @param context its certificate and trust, null in clear
 * @param clientCertificate whether one is asked for
 * @param protocols the protocol versions, empty for those of the JVM
 * @param required whether STARTTLS must come before mail and AUTH (RFC 3207, 4)
 */
public record TlsOptions(
        Mode mode,
        @Nullable SSLContext context,
        ClientCertificate clientCertificate,
        List<String> protocols,
        boolean required) {
    /** When TLS begins. */
    public enum Mode {
        NONE,
        STARTTLS,
        IMPLICIT
    }

    /** Whether the client is asked for a certificate. */
    public enum ClientCertificate {
        NONE,
        WANTED,
        NEEDED
    }
}
