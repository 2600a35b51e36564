package io.github.catamail.tls;

import java.net.IDN;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;

/**
 * The name that a server is known by in TLS: a DNS name in ASCII without a trailing dot, or an IP address without brackets.
 *
 * @param text the name
 */
record PeerName(String text) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    static PeerName of(String host) {
        String name = host;
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        } else if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        return new PeerName(isAddress(name) ? name : ascii(name));
    }

    boolean isAddress() {
        return isAddress(text);
    }

    /** Returns what to send as SNI: nothing for an IP address (RFC 6066 section 3), nor for what is no DNS name. */
    List<SNIServerName> indication() {
        if (isAddress()) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(text));
        } catch (IllegalArgumentException noDnsName) {
            // Such as a name with an underscore. The server then presents its default certificate.
            return List.of();
        }
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException noDnsName) {
            return name;
        }
    }
}
