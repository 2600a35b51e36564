package io.github.catamail.doctor.certificate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a server speaks before TLS begins, and on which ports servers usually do. */
public enum MailProtocol {
    /** Sending, RFC 5321 and 6409; TLS begins with STARTTLS (RFC 3207). */
    SMTP(List.of(25, 587, 2525, 2587), List.of(465, 2465)),
    /** Reading, RFC 9051; TLS begins with STARTTLS (section 6.2.1). */
    IMAP(List.of(143), List.of(993)),
    /** Reading, RFC 1939; TLS begins with STLS (RFC 2595). */
    POP3(List.of(110), List.of(995));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> plainPorts;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> tlsPorts;

    MailProtocol(List<Integer> plainPorts, List<Integer> tlsPorts) {
        this.plainPorts = plainPorts;
        this.tlsPorts = tlsPorts;
    }

    /** Returns the protocol that a port is known for, or null. */
    static @Nullable MailProtocol of(int port) {
        return Stream.of(values())
                .filter(protocol -> protocol.ports().contains(port))
                .findFirst()
                .orElse(null);
    }

    /** Returns whether TLS begins with the first byte on this port, as far as it is known. */
    static boolean isTlsPort(int port) {
        return Stream.of(values()).anyMatch(protocol -> protocol.tlsPorts.contains(port));
    }

    /** Returns all ports that it is known for, in ascending order. */
    List<Integer> ports() {
        return Stream.concat(plainPorts.stream(), tlsPorts.stream()).sorted().toList();
    }

    /** Returns the protocol that a server speaks which greets like this, or null. */
    static @Nullable MailProtocol ofGreeting(String line) {
        String upper = line.toUpperCase(Locale.ROOT);
        if (upper.matches("[245]\\d\\d([ -].*)?")) {
            return SMTP;
        } else if (upper.startsWith("* ")) {
            return IMAP;
        }
        return upper.startsWith("+OK") || upper.startsWith("-ERR") ? POP3 : null;
    }
}
