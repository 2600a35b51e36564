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
    private final @Nullable Written presetPort;
    private final boolean presetStarttls;
    private final @Nullable Written smtps;
    private final boolean smtpPort;
    private final @Nullable Written sslEnableWritten;
    private final @Nullable Written starttlsRequiredWritten;
    private final @Nullable Boolean sslEnable;
    private final @Nullable Boolean starttlsEnable;
    private final @Nullable Boolean starttlsRequired;
    private final @Nullable Written starttls;
    private final boolean sslSocketFactory;
    private final Problems problems;

    SecurityParser(Attributes attributes, TypedReader reader, Problems problems, boolean credentials) {
        this.credentials = credentials;
        this.problems = problems;
        this.tls = attributes.findWritten(Setting.TLS);
        this.choice = tls == null ? null : reader.choice(Setting.TLS, tls);
        this.presetPort = attributes.findPreset(Setting.PORT);
        Written presetTls = attributes.findPreset(Setting.TLS);
        this.presetStarttls = presetTls != null && presetTls.text().equals("starttls");
        this.smtps = attributes.smtpsChoice();
        Written port = attributes.findWritten(Setting.PORT);
        this.smtpPort = port != null && port.name().equals("mail.smtp.port");
        this.starttls = attributes.property("starttls.enable");
        this.sslEnableWritten = attributes.property("ssl.enable");
        this.starttlsRequiredWritten = attributes.property("starttls.required");
        this.sslEnable = reader.boolProperty("ssl.enable");
        this.starttlsEnable = reader.boolProperty("starttls.enable");
        this.starttlsRequired = reader.boolProperty("starttls.required");
        this.sslSocketFactory = LegacySocketFactory.isSsl(attributes.property("socketFactory.class"));
        if (tls != null && choice != null) {
            contradictions(tls, choice, attributes);
        }
    }

    private void contradictions(Written written, String mode, Attributes attributes) {
        Written ssl = attributes.property("ssl.enable");
        Written required = attributes.property("starttls.required");
        if (!mode.equals("implicit")) {
            contradiction(written, Boolean.TRUE.equals(sslEnable), ssl);
            contradiction(written, true, smtps);
        }
        if (mode.equals("none")) {
            contradiction(written, Boolean.TRUE.equals(starttlsEnable), starttls);
            contradiction(written, Boolean.TRUE.equals(starttlsRequired), required);
        }
        if (mode.equals("implicit") && !Boolean.TRUE.equals(sslEnable)) {
            contradiction(written, Boolean.FALSE.equals(sslEnable), ssl);
            contradiction(written, Boolean.TRUE.equals(starttlsRequired), required);
        }
        if (mode.equals("starttls")) {
            contradiction(written, Boolean.FALSE.equals(starttlsEnable), starttls);
        }
    }

    private void contradiction(Written tls, boolean contradicts, @Nullable Written other) {
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
        // The socketFactory recipe of the 2000s lingers in configurations for ports that it never worked on. There
        // Jakarta Mail fell back to a plain socket without a word, so on the well-known ports the port decides.
        boolean implicitPort = IMPLICIT_PORTS.contains(port) && !Boolean.TRUE.equals(starttlsRequired);
        boolean factoryMeansIt = sslSocketFactory && !SMTP_PORTS.contains(port);
        if (implicitPort || smtpsMeansIt(port) || Boolean.TRUE.equals(sslEnable) || factoryMeansIt) {
            return ConnectionSecurity.IMPLICIT_TLS;
        }
        if (Boolean.TRUE.equals(starttlsRequired)) {
            return ConnectionSecurity.STARTTLS;
        }
        boolean mustProtect = credentials && !HostText.isLoopback(host);
        if (Boolean.FALSE.equals(starttlsEnable)) {
            return ConnectionSecurity.NONE;
        }
        if (mustProtect || presetStarttls) {
            return ConnectionSecurity.STARTTLS;
        }
        return Boolean.TRUE.equals(starttlsEnable) || STARTTLS_PORTS.contains(port) || credentials
                ? ConnectionSecurity.STARTTLS_IF_OFFERED
                : ConnectionSecurity.NONE;
    }

    /**
     * Jakarta Mail's {@code Transport.send} takes no notice of {@code mail.transport.protocol}, so people have lived with
     * smtps beside the port and the switch of STARTTLS.
     */
    private boolean smtpsMeansIt(int port) {
        if (smtps == null) {
            return false;
        }
        if (starttls != null && Boolean.TRUE.equals(starttlsEnable) && smtpPort && SMTP_PORTS.contains(port)) {
            problems.warning(
                    Topic.NO_EFFECT,
                    smtps.quoted() + " and has no effect, because " + starttls.quoted() + " and 'mail.smtp.port' is \""
                            + port + "\": STARTTLS is used. Remove '" + smtps.name() + "'");
            return false;
        }
        return true;
    }

    /** Warns where the mode of TLS is written, and is the other one than the port is for. */
    void warnOfPort(int port) {
        boolean starttlsWritten = choice == null ? Boolean.TRUE.equals(starttlsRequired) : choice.equals("starttls");
        boolean implicitWritten = choice == null ? Boolean.TRUE.equals(sslEnable) : choice.equals("implicit");
        Written mode = choice != null ? tls : implicitWritten ? sslEnableWritten : starttlsRequiredWritten;
        if (mode == null) {
            return;
        }
        if (starttlsWritten && !implicitWritten && IMPLICIT_PORTS.contains(port)) {
            problems.warning(
                    Topic.WRONG_TLS_MODE,
                    mode.quoted() + ", but port " + port + " is for TLS from the first byte. Remove '" + mode.name()
                            + "', unless this server is different");
        } else if (implicitWritten && STARTTLS_PORTS.contains(port)) {
            problems.warning(
                    Topic.WRONG_TLS_MODE,
                    mode.quoted() + ", but port " + port + " is for STARTTLS. Remove '" + mode.name()
                            + "', unless this server is different");
        }
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
        if (smtps != null || Boolean.TRUE.equals(sslEnable) || sslSocketFactory) {
            return 465;
        }
        if (presetPort != null) {
            return Integer.parseInt(presetPort.text());
        }
        // A configuration in the words of Jakarta Mail keeps Jakarta Mail's default: it has worked with port 25.
        return shortNames && credentials ? 587 : 25;
    }

    /** Returns the attribute that made connections clear, for the warning about it. */
    String clearTextAttribute() {
        Written attribute = tls != null ? tls : starttls;
        return attribute == null ? "there is no TLS" : attribute.quoted();
    }
}
