package io.github.catamail.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how connections are to be protected, from {@code tls}, the booleans of Jakarta Mail, and the port.
 *
 * <p>The rule: what is written counts; else the port decides; and where credentials leave the machine, TLS is required unless
 * the administrator wrote that it is not.
 */
final class SecurityParser {
    private static final Set<Integer> IMPLICIT_PORTS = Set.of(465, 2465);
    private static final Set<Integer> STARTTLS_PORTS = Set.of(587, 2587);
    private static final Set<Integer> SMTP_PORTS = Set.of(25, 2525, 587, 2587);

    private final boolean credentials;
    private final @Nullable Written tls;
    private final @Nullable String choice;
    private final boolean smtps;
    private final @Nullable Boolean sslEnable;
    private final @Nullable Boolean starttlsEnable;
    private final @Nullable Boolean starttlsRequired;
    private final boolean sslSocketFactory;

    SecurityParser(Attributes attributes, TypedReader reader, Problems problems, boolean credentials) {
        this.credentials = credentials;
        this.tls = attributes.find(Setting.TLS);
        this.choice = reader.choice(Setting.TLS);
        this.smtps = attributes.transportIsSmtps();
        this.sslEnable = reader.boolProperty("ssl.enable");
        this.starttlsEnable = reader.boolProperty("starttls.enable");
        this.starttlsRequired = reader.boolProperty("starttls.required");
        this.sslSocketFactory = LegacySocketFactory.isSsl(attributes.property("socketFactory.class"));
        Written written = attributes.findWritten(Setting.TLS);
        if (written != null && choice != null) {
            contradictions(written, choice, attributes, problems);
        }
    }

    private void contradictions(Written written, String mode, Attributes attributes, Problems problems) {
        if (!mode.equals("implicit")) {
            contradiction(problems, written, Boolean.TRUE.equals(sslEnable), attributes.property("ssl.enable"));
            contradiction(problems, written, smtps, attributes.take("mail.transport.protocol"));
        }
        if (mode.equals("none")) {
            contradiction(
                    problems, written, Boolean.TRUE.equals(starttlsEnable), attributes.property("starttls.enable"));
            contradiction(
                    problems, written, Boolean.TRUE.equals(starttlsRequired), attributes.property("starttls.required"));
        }
        if (mode.equals("implicit") && !Boolean.TRUE.equals(sslEnable)) {
            contradiction(problems, written, Boolean.FALSE.equals(sslEnable), attributes.property("ssl.enable"));
            contradiction(
                    problems, written, Boolean.TRUE.equals(starttlsRequired), attributes.property("starttls.required"));
        }
        if (mode.equals("starttls")) {
            contradiction(
                    problems, written, Boolean.FALSE.equals(starttlsEnable), attributes.property("starttls.enable"));
        }
    }

    private static void contradiction(Problems problems, Written tls, boolean contradicts, @Nullable Written other) {
        if (contradicts && other != null) {
            problems.error(
                    Topic.CONTRADICTION,
                    tls.quoted() + " and " + other.quoted() + ": they contradict each other. Keep one of them");
        }
    }

    /** Returns the protection for one server. */
    ConnectionSecurity of(String host, int port) {
        if (choice != null) {
            return switch (choice) {
                case "implicit" -> ConnectionSecurity.IMPLICIT_TLS;
                case "starttls" -> ConnectionSecurity.STARTTLS;
                default -> ConnectionSecurity.NONE;
            };
        }
        // The socketFactory recipe of the 2000s lingers in configurations for ports that it never worked on: there
        // Jakarta
        // Mail fell back to a plain socket without a word. So on the well-known ports the port decides.
        boolean implicitPort = IMPLICIT_PORTS.contains(port) && !Boolean.TRUE.equals(starttlsRequired);
        boolean factoryMeansIt = sslSocketFactory && !SMTP_PORTS.contains(port);
        if (implicitPort || smtps || Boolean.TRUE.equals(sslEnable) || factoryMeansIt) {
            return ConnectionSecurity.IMPLICIT_TLS;
        }
        if (Boolean.TRUE.equals(starttlsRequired)) {
            return ConnectionSecurity.STARTTLS;
        }
        boolean mustProtect = credentials && !HostText.isLoopback(host);
        if (Boolean.FALSE.equals(starttlsEnable)) {
            return ConnectionSecurity.NONE;
        }
        if (mustProtect) {
            return ConnectionSecurity.STARTTLS;
        }
        return Boolean.TRUE.equals(starttlsEnable) || STARTTLS_PORTS.contains(port) || credentials
                ? ConnectionSecurity.STARTTLS_IF_OFFERED
                : ConnectionSecurity.NONE;
    }

    /** Returns the port for a host that has none. */
    int defaultPort(boolean shortNames) {
        if (choice != null) {
            return switch (choice) {
                case "implicit" -> 465;
                case "starttls" -> 587;
                default -> 25;
            };
        }
        if (smtps || Boolean.TRUE.equals(sslEnable) || sslSocketFactory) {
            return 465;
        }
        // A configuration in the words of Jakarta Mail keeps Jakarta Mail's default: it has worked with port 25.
        return shortNames && credentials ? 587 : 25;
    }

    /** Returns the attribute that made connections clear, for the warning about it. */
    String clearTextAttribute() {
        return tls != null ? tls.quoted() : "'mail.smtp.starttls.enable' is \"false\"";
    }
}
